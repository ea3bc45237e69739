package io.heatlens.batch;

import io.heatlens.image.DecodedImage;
import org.jspecify.annotations.Nullable;

/**
 * An image of the folder, or why there is none.
 *
 * @param source its file
 * @param image if it could be read
 * @param failure if it could not
 * @param weight its share of the memory
 */
record Decoded(Source source, @Nullable DecodedImage image, @Nullable Failure failure, int weight) {
}
