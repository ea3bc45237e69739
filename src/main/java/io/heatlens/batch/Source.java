package io.heatlens.batch;

import java.nio.file.Path;
import java.time.Instant;

/**
 * An image file that has not been read yet.
 *
 * @param name the path in the folder of images, with slashes
 * @param file the path of the file
 * @param bytes the size of the file
 * @param modified the time when the file was last modified
 */
record Source(String name, Path file, long bytes, Instant modified) {
}
