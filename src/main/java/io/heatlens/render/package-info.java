/**
 * Draws heatmaps. Takes a {@link io.heatlens.image.DecodedImage} and the grid of values
 * that covers a region of it, and returns a PNG file of the image's size. May use
 * {@code api}, {@code image}, {@code vit} and {@code explain}; knows nothing of HTTP.
 */
@NullMarked
package io.heatlens.render;

import org.jspecify.annotations.NullMarked;
