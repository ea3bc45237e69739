/**
 * Reads the files of a published checkpoint: configuration in JSON, and tensors in
 * safetensors or as {@code torch.save} writes them. None of the files is trusted, and
 * nothing in them is run. Files come in; checked values and tensors by name go out, or an
 * {@link io.heatlens.vit.checkpoint.InvalidModelException} whose message says what was
 * expected and what was found. May use Jackson and DJL; knows nothing of the structure of
 * a model.
 *
 * <p>
 * A file of {@code torch.save} is read in steps: {@code TorchZip} or {@code TorchLegacy}
 * finds the pickle and the storages, {@code Unpickler} reads the pickle,
 * {@code StateDict} finds the weights in it, and {@code Wrappers} takes off the prefixes
 * of their names.
 */
@NullMarked
package io.heatlens.vit.checkpoint;

import org.jspecify.annotations.NullMarked;
