/**
 * The Vision Transformer as records of weights, each with its forward pass: patch
 * embedding, encoder blocks and head. Pixels come in, with a
 * {@link io.heatlens.vit.transformer.ForwardHook} that may read and replace the value at
 * each {@link io.heatlens.vit.transformer.Site}; logits go out. May use {@code api},
 * {@code engine}, {@code vit.input}, {@code vit.layer} and DJL; has no state, and knows
 * nothing of files or explanation methods.
 */
@NullMarked
package io.heatlens.vit.transformer;

import org.jspecify.annotations.NullMarked;
