/**
 * Reads the files of a published checkpoint: configuration in JSON and tensors in
 * safetensors. None of the files is trusted. Files come in; checked values and tensors by
 * name go out, or an {@link io.heatlens.vit.checkpoint.InvalidModelException} whose
 * message says what was expected and what was found. May use Jackson and DJL; knows
 * nothing of the structure of a model.
 */
@NullMarked
package io.heatlens.vit.checkpoint;

import org.jspecify.annotations.NullMarked;
