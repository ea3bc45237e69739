/**
 * Tests that pictures come out as a person sees them, and damaged ones not at all.
 */
@NullMarked
package io.heatlens.image;

import org.jspecify.annotations.NullMarked;
