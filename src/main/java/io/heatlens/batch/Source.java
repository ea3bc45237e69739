package io.heatlens.batch;

import java.nio.file.Path;
import java.time.Instant;

/**
 * An image file, not yet looked at.
 *
 * @param name its path in the folder, with slashes
 * @param file where it is
 * @param bytes of the file
 * @param modified when it was written
 */
record Source(String name, Path file, long bytes, Instant modified) {
}
