/**
 * What an explanation method is: the two kinds of method, what each is given and what it
 * returns. In come captured activations and gradients or the scores of perturbed images,
 * out go {@link io.heatlens.explain.method.RawMap}s. The methods themselves are in {@code
 * explain.cam}, {@code explain.attention}, {@code explain.gradient} and {@code
 * explain.perturbation}, one class each.
 */
@NullMarked
package io.heatlens.explain.method;

import org.jspecify.annotations.NullMarked;
