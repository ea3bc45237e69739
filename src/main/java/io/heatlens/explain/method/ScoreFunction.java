package io.heatlens.explain.method;

/**
 * The number that a map explains: a function of the logits of a model, with its
 * derivative. Implementations are compared by value, because methods with equal functions
 * share a backward pass.
 */
public interface ScoreFunction {

	/**
	 * Computes the score of a class.
	 * @param logits the logits of one image, one per class
	 * @param target the index of the class
	 * @return the score
	 */
	double value(float[] logits, int target);

	/**
	 * Differentiates the score of a class.
	 * @param logits the logits of one image, one per class
	 * @param target the index of the class
	 * @return the derivative with respect to each logit
	 */
	float[] gradient(float[] logits, int target);

}
