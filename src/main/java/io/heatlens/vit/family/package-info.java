/**
 * What every family of published checkpoints needs: the names of its tensors, the meaning
 * of its configuration, and the way its images are prepared. The files of a checkpoint
 * come in; a {@link io.heatlens.vit.transformer.VisionTransformer} and its
 * {@link io.heatlens.vit.input.Preprocessing} go out, or a
 * {@link io.heatlens.vit.text.TextTower}. A new family is one new class that implements
 * {@link io.heatlens.vit.family.ModelFamily} or
 * {@link io.heatlens.vit.family.TextFamily}, in {@code timm}, {@code huggingface} or
 * {@code openclip} below. May use {@code vit.checkpoint}, {@code vit.input},
 * {@code vit.transformer}, {@code vit.text} and DJL.
 */
@NullMarked
package io.heatlens.vit.family;

import org.jspecify.annotations.NullMarked;
