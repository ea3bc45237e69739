package io.heatlens.answer;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.Similarity;
import io.heatlens.vit.ImageVector;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What makes an image and references alike.
 *
 * @param model the model that answered
 * @param embedding what the model takes as the vector of an image
 * @param image the description of the image
 * @param results one result per reference, in the order of the request
 */
public record Similarities(Answers.ModelName model, ImageVector embedding, Answers.Image image, List<Result> results) {

	public Similarities {
		results = List.copyOf(results);
	}

	/**
	 * The comparison of the image with one reference.
	 *
	 * @param reference the description of the reference
	 * @param similarity the cosine similarity of the vectors, -1 to 1
	 * @param explanations what makes that number large, on the image and on the reference
	 */
	@Schema(name = "SimilarityResult")
	public record Result(Answers.Image reference, double similarity, List<Part> explanations) {

		public Result {
			explanations = List.copyOf(explanations);
		}

		/**
		 * Creates the result of a reference.
		 * @param reference the description of the reference
		 * @param similarity the similarity with the image
		 * @return the result
		 */
		public static Result of(Answers.Image reference, Similarity similarity) {
			return new Result(reference, similarity.value(),
					Stream
						.concat(similarity.image().stream().map((map) -> new Part("image", map)),
								similarity.reference().stream().map((map) -> new Part("reference", map)))
						.toList());
		}

	}

	/**
	 * The explanation of a similarity on one of the two images.
	 *
	 * @param of {@code image} or {@code reference}
	 * @param explanation the explanation, which has no class as its target
	 */
	@Schema(name = "SimilarityExplanation")
	public record Part(String of, @JsonUnwrapped @JsonIgnoreProperties("target") Explanation explanation) {
	}

}
