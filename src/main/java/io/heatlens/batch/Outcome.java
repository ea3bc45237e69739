package io.heatlens.batch;

import io.heatlens.explain.ImageExplanation;
import org.jspecify.annotations.Nullable;

/**
 * What came of an image: one of the two.
 *
 * @param decoded the image
 * @param explained why the model says what it says
 * @param failure why there is no explanation
 */
record Outcome(Decoded decoded, @Nullable ImageExplanation explained, @Nullable Failure failure) {
}
