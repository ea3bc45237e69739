/**
 * The only owner of native memory and of gradients: reads published checkpoints, turns
 * decoded images into model input, and runs the Vision Transformer forward and backward.
 * In come {@link io.heatlens.image.DecodedImage}s, out go logits and
 * {@link io.heatlens.vit.Capture}s. May use {@code image}, {@code hub} and DJL; knows
 * nothing of explanation methods, pictures or HTTP.
 */
@NullMarked
package io.heatlens.vit;

import org.jspecify.annotations.NullMarked;
