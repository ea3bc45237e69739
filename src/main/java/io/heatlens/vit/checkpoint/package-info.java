/**
 * Reads the files of a published checkpoint, none of which it trusts: configuration in
 * JSON and tensors in safetensors. In comes a folder, out go checked values and tensors
 * by name, or an {@link io.heatlens.vit.checkpoint.InvalidModelException} whose message
 * says what was expected and found. May use Jackson and DJL; knows nothing of a model's
 * structure.
 */
@NullMarked
package io.heatlens.vit.checkpoint;

import org.jspecify.annotations.NullMarked;
