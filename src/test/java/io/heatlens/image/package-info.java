/**
 * Tests that pictures are decoded as a person sees them, and damaged ones refused.
 */
@NullMarked
package io.heatlens.image;

import org.jspecify.annotations.NullMarked;
