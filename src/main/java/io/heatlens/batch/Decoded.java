package io.heatlens.batch;

import io.heatlens.image.DecodedImage;
import org.jspecify.annotations.Nullable;

/**
 * An image of the folder after decoding: either the image or the reason why it could not
 * be decoded.
 *
 * @param source the image file
 * @param image the decoded image, or {@code null} if it could not be decoded
 * @param failure the reason why there is no image, or {@code null} if there is one
 * @param weight the image's share of the memory of the {@link DecodingQueue}, in pixels
 */
record Decoded(Source source, @Nullable DecodedImage image, @Nullable Failure failure, int weight) {
}
