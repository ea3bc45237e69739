package io.heatlens.explain;

import java.util.List;

/**
 * What a model says of one image, and why.
 *
 * @param predictions the five most probable classes
 * @param explanations one a target, in the order asked for
 */
public record ImageExplanation(List<Prediction> predictions, List<Explanation> explanations) {

	public ImageExplanation {
		predictions = List.copyOf(predictions);
		explanations = List.copyOf(explanations);
	}

}
