/**
 * Tests of who may ask.
 */
@NullMarked
package io.heatlens.web.access;

import org.jspecify.annotations.NullMarked;
