/**
 * The methods that use the gradient of a score with respect to the pixels; see
 * {@link io.heatlens.explain.gradient.InputXGradient}.
 */
@NullMarked
package io.heatlens.explain.gradient;

import org.jspecify.annotations.NullMarked;
