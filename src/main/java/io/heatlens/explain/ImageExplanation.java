package io.heatlens.explain;

import java.util.List;

/**
 * The predictions of a model for one image, and their explanations.
 *
 * @param predictions the five most probable classes, the most probable first
 * @param explanations the explanations, for each target one per method in the order of
 * the request
 * @param agreement the similarity of the maps, for each target one entry per pair of
 * methods
 */
public record ImageExplanation(List<Prediction> predictions, List<Explanation> explanations,
		List<Agreement> agreement) {

	public ImageExplanation {
		predictions = List.copyOf(predictions);
		explanations = List.copyOf(explanations);
		agreement = List.copyOf(agreement);
	}

	/**
	 * Adds warnings about the image to each explanation.
	 * @param warnings the warnings, often none
	 * @return the same predictions and explanations with the warnings
	 */
	ImageExplanation warning(List<String> warnings) {
		return warnings.isEmpty() ? this
				: new ImageExplanation(this.predictions,
						this.explanations.stream().map((explanation) -> explanation.warning(warnings)).toList(),
						this.agreement);
	}

}
