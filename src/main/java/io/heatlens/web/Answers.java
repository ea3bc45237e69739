package io.heatlens.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.heatlens.explain.Agreement;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.Passes;
import io.heatlens.explain.Prediction;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ProblemDetail;

/**
 * The JSON of explanations and predictions.
 *
 * @param model that answered
 * @param results one an image, in their order
 */
record Answers(ModelName model, List<Result> results) {

	static Answers of(Model model, List<Result> results) {
		return new Answers(ModelName.of(model), results);
	}

	/**
	 * Which model answered.
	 *
	 * @param name in the API
	 * @param digest of its weights
	 */
	record ModelName(String name, String digest) {

		static ModelName of(Model model) {
			return new ModelName(model.name(), model.digest());
		}
	}

	/**
	 * What came of one image.
	 *
	 * @param image what it was
	 * @param predictions unless it could not be read
	 * @param explanations if any were asked for
	 * @param agreement of the methods, if there are several
	 * @param problem if it could not be read
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Result(Image image, @Nullable List<Prediction> predictions, @Nullable List<Explanation> explanations,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<Agreement> agreement,
			@Nullable ProblemDetail problem) {
	}

	/**
	 * An uploaded image.
	 *
	 * @param name the client's file name, if it has one
	 * @param format that its bytes have
	 * @param width upright, in pixels
	 * @param height upright, in pixels
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Image(@Nullable String name, @Nullable String format, @Nullable Integer width, @Nullable Integer height) {

		static Image of(@Nullable String name, @Nullable DecodedImage image) {
			return (image != null) ? new Image(name, image.format(), image.width(), image.height())
					: new Image(name, null, null, null);
		}

	}

	/**
	 * What a request would cost.
	 *
	 * @param model that would answer
	 * @param dryRun always true
	 * @param images how many there are
	 * @param passes of all images together
	 */
	record DryRun(ModelName model, boolean dryRun, int images, Passes passes) {
	}

}
