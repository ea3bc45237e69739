/**
 * Prepares images as the input of a model: resizes, crops and normalises them, and keeps
 * the rectangle of the original that the input covers. A
 * {@link io.heatlens.image.DecodedImage} comes in; an {@link io.heatlens.vit.input.Input}
 * goes out. May use {@code image} and {@code
 * vit.checkpoint}; knows nothing of tensors.
 */
@NullMarked
package io.heatlens.vit.input;

import org.jspecify.annotations.NullMarked;
