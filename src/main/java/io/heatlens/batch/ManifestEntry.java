package io.heatlens.batch;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.heatlens.answer.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A line of the manifest: the outcome for one image.
 *
 * @param image the path of the image in the folder of images
 * @param bytes the size of the image file
 * @param modified the time when the image file was last modified
 * @param settings the digest of the model and the parameters
 * @param json the path of the result, or {@code null} if the next run has to try again
 * @param pictures the paths of the PNG files
 * @param problem the reason why there is no explanation, or {@code null} if there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ManifestEntry(String image, long bytes, Instant modified, String settings, @Nullable String json,
		List<String> pictures, @Nullable Problem problem) {

	ManifestEntry {
		pictures = List.copyOf(pictures);
	}

	static ManifestEntry done(Source source, String settings, List<String> pictures) {
		return new ManifestEntry(source.name(), source.bytes(), source.modified(), settings, json(source.name()),
				pictures, null);
	}

	static ManifestEntry failed(Source source, String settings, Failure failure) {
		return new ManifestEntry(source.name(), source.bytes(), source.modified(), settings,
				failure.lasting() ? json(source.name()) : null, List.of(), failure.problem());
	}

	/**
	 * Returns where the result of an image is stored.
	 * @param image the name of the image
	 * @return a path in the output folder, which has the same structure as the folder of
	 * images
	 */
	static String json(String image) {
		return image + ".json";
	}

	boolean isOf(Source source) {
		return this.bytes == source.bytes() && this.modified.equals(source.modified());
	}

}
