/**
 * The methods that use the gradient of a score with respect to the pixels, and return one
 * map per target, summed over the pixels of each patch.
 * {@link io.heatlens.explain.gradient.InputXGradient} is an example.
 */
@NullMarked
package io.heatlens.explain.gradient;

import org.jspecify.annotations.NullMarked;
