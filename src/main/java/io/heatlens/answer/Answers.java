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
 * The JSON of explanations and predictions.
 *
 * @param model that answered
 * @param results one an image, in their order
 */
public record Answers(ModelName model, List<Result> results) {

	/**
	 * Puts results under their model.
	 * @param model that answered
	 * @param results one an image
	 * @return the answer
	 */
	public static Answers of(Model model, List<Result> results) {
		return new Answers(ModelName.of(model), results);
	}

	/**
	 * Which model answered.
	 *
	 * @param name in the API
	 * @param digest of its weights
	 */
	public record ModelName(String name, String digest) {

		public static ModelName of(Model model) {
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
	public record Result(Image image, @Nullable List<Prediction> predictions, @Nullable List<Explanation> explanations,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<Agreement> agreement,
			@Nullable Problem problem) {

		/**
		 * Tells what a model says of an image, and why.
		 * @param image what it was
		 * @param explained what came of it
		 * @return the result
		 */
		public static Result of(Image image, ImageExplanation explained) {
			return new Result(image, explained.predictions(), explained.explanations(), explained.agreement(), null);
		}

		/**
		 * Tells why nothing is said of an image.
		 * @param image what is known of it
		 * @param problem with it
		 * @return the result
		 */
		public static Result failed(Image image, Problem problem) {
			return new Result(image, null, null, null, problem);
		}

	}

	/**
	 * An image that was sent or found.
	 *
	 * @param name the client's file name, or the path in a folder, if it has one
	 * @param format that its bytes have
	 * @param width upright, in pixels
	 * @param height upright, in pixels
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Image(@Nullable String name, @Nullable String format, @Nullable Integer width,
			@Nullable Integer height) {

		/**
		 * Describes an image.
		 * @param name the client's, if it has one
		 * @param image if it could be read
		 * @return what is known of it
		 */
		public static Image of(@Nullable String name, @Nullable DecodedImage image) {
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
	public record DryRun(ModelName model, boolean dryRun, int images, Passes passes) {
	}

}
