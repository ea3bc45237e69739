package io.heatlens.batch;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.heatlens.answer.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A line of the manifest: what came of one image.
 *
 * @param image its path in the folder of images
 * @param bytes of the file
 * @param modified when it was written
 * @param settings digest of the model and the parameters
 * @param json path of its result, nothing if a next run has to try again
 * @param pictures paths of its maps
 * @param problem if there is no explanation
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
	 * Where an image's result lies.
	 * @param image its name
	 * @return a path in the output folder, which mirrors that of the images
	 */
	static String json(String image) {
		return image + ".json";
	}

	boolean isOf(Source source) {
		return this.bytes == source.bytes() && this.modified.equals(source.modified());
	}

}
