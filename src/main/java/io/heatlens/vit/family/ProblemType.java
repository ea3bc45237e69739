package io.heatlens.vit.family;

import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * What the outputs of a model stand for, as {@code problem_type} in the configuration of
 * Hugging Face's models says.
 */
public enum ProblemType {

	/** An image belongs to one class: probabilities are a softmax over all classes. */
	SINGLE_LABEL,

	/**
	 * An image may belong to several classes, or there is only one output: the
	 * probability of each class is its own sigmoid.
	 */
	MULTI_LABEL,

	/** The outputs are quantities and not classes: there are no probabilities. */
	REGRESSION,

	/** The outputs are similarities of an image: there are no probabilities. */
	SIMILARITY;

	/**
	 * Reads the type, as the image classification pipeline of transformers does. There, a
	 * single output is a sigmoid.
	 * @param name the {@code problem_type}, or an empty string if there is none
	 * @param outputs the number of outputs of the model
	 * @return the type
	 * @throws InvalidModelException if transformers knows no such type
	 */
	static ProblemType of(String name, int outputs) {
		return switch (name) {
			case "", "single_label_classification" -> (outputs == 1) ? MULTI_LABEL : SINGLE_LABEL;
			case "multi_label_classification" -> MULTI_LABEL;
			case "regression" -> REGRESSION;
			default -> throw new InvalidModelException(
					"problem_type should be single_label_classification, multi_label_classification or regression, but is \"%s\""
						.formatted(name));
		};
	}

	/**
	 * Says why there are no probabilities.
	 * @return the predicate of a sentence about the model
	 */
	public String whyNoProbabilities() {
		return (this == REGRESSION) ? "is a regression (problem_type in its config.json)"
				: "compares the image with a single text, which needs others beside it";
	}

	/**
	 * Whether the outputs have probabilities.
	 * @return false for a regression and for similarities
	 */
	public boolean hasProbabilities() {
		return this == SINGLE_LABEL || this == MULTI_LABEL;
	}

}
