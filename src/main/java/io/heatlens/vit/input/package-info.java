/**
 * Turns a picture into a model's input: resize, crop, normalise, and the rectangle of the
 * original that this covers. In comes a {@link io.heatlens.image.DecodedImage}, out goes
 * an {@link io.heatlens.vit.input.Input}. May use {@code image} and {@code
 * vit.checkpoint}; knows nothing of tensors.
 */
@NullMarked
package io.heatlens.vit.input;

import org.jspecify.annotations.NullMarked;
