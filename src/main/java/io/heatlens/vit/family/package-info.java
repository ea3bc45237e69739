/**
 * Knows the families of published checkpoints: how each names its tensors, what its
 * configuration means, and how its images are prepared. In come the files of a
 * checkpoint, out go a {@link io.heatlens.vit.transformer.VisionTransformer} and its
 * {@link io.heatlens.vit.input.Preprocessing}. A new family is one new class that
 * implements {@link io.heatlens.vit.family.ModelFamily}.
 */
@NullMarked
package io.heatlens.vit.family;

import org.jspecify.annotations.NullMarked;
