package io.heatlens.batch;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.heatlens.answer.Answers;

/**
 * The JSON file of one image: the result as in the API, and how it came about.
 *
 * @param file the image's entry in the manifest
 * @param model the model that was explained
 * @param parameters the parameters as they were given
 * @param result the result in the form of the API
 */
record Document(ManifestEntry file, Answers.ModelName model, Map<String, List<String>> parameters,
		@JsonUnwrapped Answers.Result result) {
}
