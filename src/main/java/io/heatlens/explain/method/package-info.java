/**
 * Defines what an explanation method is: the two kinds of methods, their input and their
 * result. Captured activations and gradients, or the scores of perturbed images, come in;
 * {@link io.heatlens.explain.method.RawMap}s go out. The methods themselves are in
 * {@code explain.cam}, {@code explain.attention}, {@code explain.gradient} and
 * {@code explain.perturbation}, one class each.
 */
@NullMarked
package io.heatlens.explain.method;

import org.jspecify.annotations.NullMarked;
