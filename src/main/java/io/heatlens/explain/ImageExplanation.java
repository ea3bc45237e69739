package io.heatlens.explain;

import java.util.List;

/**
 * The predictions of a model for one image, and their explanations.
 *
 * @param logits the logits of all classes
 * @param predictions the five most probable classes, the most probable first
 * @param explanations the explanations, for each target one per method in the order of
 * the request
 * @param agreement the similarity of the maps, for each target one entry per pair of
 * methods
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImageExplanation(float[] logits, List<Prediction> predictions, List<Explanation> explanations,
		List<Agreement> agreement) {

	public ImageExplanation {
		predictions = List.copyOf(predictions);
		explanations = List.copyOf(explanations);
		agreement = List.copyOf(agreement);
	}

	ImageExplanation with(List<Explanation> explanations) {
		return new ImageExplanation(this.logits, this.predictions, explanations, this.agreement);
	}

}
