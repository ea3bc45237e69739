package io.heatlens.explain;

import java.util.List;

/**
 * What a model says of one image, and why.
 *
 * @param predictions the five most probable classes
 * @param explanations for each target one a method, in the order asked for
 * @param agreement for each target one a pair of methods
 */
public record ImageExplanation(List<Prediction> predictions, List<Explanation> explanations,
		List<Agreement> agreement) {

	public ImageExplanation {
		predictions = List.copyOf(predictions);
		explanations = List.copyOf(explanations);
		agreement = List.copyOf(agreement);
	}

}
