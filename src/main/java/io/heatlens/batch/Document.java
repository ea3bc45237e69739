package io.heatlens.batch;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.heatlens.answer.Answers;

/**
 * The JSON file of an image: what the API answers, and where it comes from.
 *
 * @param file the image's line of the manifest
 * @param model that was asked
 * @param parameters as they were given
 * @param result as the API gives it
 */
record Document(ManifestEntry file, Answers.ModelName model, Map<String, List<String>> parameters,
		@JsonUnwrapped Answers.Result result) {
}
