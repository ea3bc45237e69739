/**
 * The science: turns a model's captured activations and gradients into heatmaps. In come
 * images and a request, out go {@link io.heatlens.explain.Explanation}s. May use
 * {@code image}, {@code vit} and DJL; knows nothing of pictures or HTTP.
 */
@NullMarked
package io.heatlens.explain;

import org.jspecify.annotations.NullMarked;
