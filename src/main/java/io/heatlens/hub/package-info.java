/**
 * Brings models by name into the store: from the Hugging Face Hub or a mirror of it, from
 * an archive, or from a folder. The properties {@code heatlens.models.sources.NAME} come
 * in; complete, checked model folders go out. This package may use the JDK's HTTP client,
 * Jackson and commons-compress. It knows the files of a checkpoint, but nothing of
 * tensors or of the models that are served.
 */
@NullMarked
package io.heatlens.hub;

import org.jspecify.annotations.NullMarked;
