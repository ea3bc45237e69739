/**
 * The methods that run the model on many perturbed versions of an image, or of the
 * activations of a layer, and compute a map per target from the scores.
 * {@link io.heatlens.explain.perturbation.Occlusion} is an example.
 */
@NullMarked
package io.heatlens.explain.perturbation;

import org.jspecify.annotations.NullMarked;
