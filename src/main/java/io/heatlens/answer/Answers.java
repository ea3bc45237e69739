package io.heatlens.answer;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.heatlens.explain.Agreement;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.explain.Prediction;
import io.heatlens.explain.method.Passes;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an answer with explanations or predictions.
 *
 * @param model the model that answered
 * @param results one result per image, in the order of the request
 */
public record Answers(ModelName model, List<Result> results) {

	/**
	 * Creates an answer.
	 * @param model the model that answered
	 * @param results one result per image, in the order of the request
	 * @return the answer
	 */
	public static Answers of(Model model, List<Result> results) {
		return new Answers(ModelName.of(model), results);
	}

	/**
	 * The model that answered.
	 *
	 * @param name the name in the API
	 * @param digest the SHA-256 of the weight files
	 */
	public record ModelName(String name, String digest) {

		/**
		 * Names a model.
		 * @param model that answered
		 * @return its name and digest
		 */
		public static ModelName of(Model model) {
			return new ModelName(model.name(), model.digest());
		}
	}

	/**
	 * The result of one image.
	 *
	 * @param image the description of the image
	 * @param predictions the predictions, or {@code null} if the image has a problem
	 * @param explanations the explanations, or {@code null} if none were requested
	 * @param agreement the agreement between the methods, if there are several
	 * @param problem the reason why there is no result, or {@code null} if there is one
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Result(Image image, @Nullable List<Prediction> predictions, @Nullable List<Explanation> explanations,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<Agreement> agreement,
			@Nullable Problem problem) {

		/**
		 * Creates the result of an image that was explained.
		 * @param image the description of the image
		 * @param explained the predictions and explanations of the image
		 * @return the result
		 */
		public static Result of(Image image, ImageExplanation explained) {
			return new Result(image, explained.predictions(), explained.explanations(), explained.agreement(), null);
		}

		/**
		 * Creates the result of an image that has a problem.
		 * @param image the description of the image, as far as it is known
		 * @param problem the reason why there are no predictions
		 * @return the result
		 */
		public static Result failed(Image image, Problem problem) {
			return new Result(image, null, null, null, problem);
		}

	}

	/**
	 * The description of an image.
	 *
	 * @param name the client's name of the file or its path in a folder, or {@code null}
	 * if there is none
	 * @param format the format of the file, or {@code null} if it could not be read
	 * @param width the width of the upright image in pixels, or {@code null} if it could
	 * not be read
	 * @param height the height of the upright image in pixels, or {@code null} if it
	 * could not be read
	 * @param warnings what decoding had to decide, if anything
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Image(@Nullable String name, @Nullable String format, @Nullable Integer width,
			@Nullable Integer height, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

		/**
		 * Describes an image.
		 * @param name the name of the file, or {@code null} if there is none
		 * @param image the decoded image, or {@code null} if it could not be read
		 * @return the description
		 */
		public static Image of(@Nullable String name, @Nullable DecodedImage image) {
			return (image != null) ? new Image(name, image.format(), image.width(), image.height(), image.warnings())
					: new Image(name, null, null, null, List.of());
		}

	}

	/**
	 * The cost of a request that was not run.
	 *
	 * @param model the model that would answer
	 * @param dryRun always true
	 * @param images the number of images that could be read
	 * @param passes the passes of all images together
	 */
	public record DryRun(ModelName model, boolean dryRun, int images, Passes passes) {
	}

}
