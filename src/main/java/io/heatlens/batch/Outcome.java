package io.heatlens.batch;

import io.heatlens.explain.ImageExplanation;
import org.jspecify.annotations.Nullable;

/**
 * The outcome for one image: either explanations or a failure.
 *
 * @param decoded the image
 * @param explained the explanations, or {@code null} if there are none
 * @param failure the reason why there are none, or {@code null} if there are some
 */
record Outcome(Decoded decoded, @Nullable ImageExplanation explained, @Nullable Failure failure) {
}
