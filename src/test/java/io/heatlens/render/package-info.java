/**
 * Tests pictures pixel by pixel.
 */
@NullMarked
package io.heatlens.render;

import org.jspecify.annotations.NullMarked;
