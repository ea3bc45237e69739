package io.heatlens.vit.classes;

import java.util.List;

import io.heatlens.vit.family.ProblemType;

/**
 * The classes that a request distinguishes: those of the model's classifier, or those
 * that its prompts describe.
 *
 * @param labels the labels of the classes, in the order of the logits
 * @param problemType how probabilities are computed from the logits, if there are any
 * @param readout how the logits are computed from the outputs of the model
 */
public record Classes(Labels labels, ProblemType problemType, Readout readout) {

	/** The classes of a model that has none of its own, whose outputs are a vector. */
	public static final Classes NONE = new Classes(new Labels(List.of()), ProblemType.SIMILARITY, Readout.IDENTITY);

}
