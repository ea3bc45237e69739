/**
 * The methods that run the model on many perturbed versions of an image, or of a layer's
 * activations, and read the map from the scores; see
 * {@link io.heatlens.explain.perturbation.Occlusion}.
 */
@NullMarked
package io.heatlens.explain.perturbation;

import org.jspecify.annotations.NullMarked;
