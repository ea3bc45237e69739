/**
 * Draws heatmaps. In come the {@link io.heatlens.image.DecodedImage} and the grid of
 * values over a part of it, out go the bytes of a PNG of the photograph's size. May use
 * {@code image}, {@code vit} and {@code explain}; knows nothing of HTTP.
 */
@NullMarked
package io.heatlens.render;

import org.jspecify.annotations.NullMarked;
