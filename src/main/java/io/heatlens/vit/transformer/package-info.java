/**
 * The Vision Transformer as records of weights, each with its forward pass: patches to
 * tokens, encoder blocks, head. In come pixels and a
 * {@link io.heatlens.vit.transformer.ForwardHook} that sees and may replace what passes
 * at each {@link io.heatlens.vit.transformer.Site}, out go logits. May use {@code engine}
 * and DJL; has no state, and knows nothing of files or explanation methods.
 */
@NullMarked
package io.heatlens.vit.transformer;

import org.jspecify.annotations.NullMarked;
