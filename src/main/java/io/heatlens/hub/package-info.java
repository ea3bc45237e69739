/**
 * Brings models by name into the store: from the Hugging Face Hub or a mirror of it, from
 * an archive, or from a folder. In come the lines {@code heatlens.models.sources.NAME},
 * out go checked, complete model folders. May use the JDK's HTTP client, Jackson and
 * commons-compress; knows nothing of tensors or of what is served.
 */
@NullMarked
package io.heatlens.hub;

import org.jspecify.annotations.NullMarked;
