package io.heatlens.explain.method;

/**
 * The number that is explained: one function of a model's logits, with its derivative.
 */
public interface ScoreFunction {

	/**
	 * Computes the number.
	 * @param logits of one image
	 * @param target class
	 * @return its value
	 */
	double value(float[] logits, int target);

	/**
	 * Differentiates it.
	 * @param logits of one image
	 * @param target class
	 * @return the derivative with respect to each logit
	 */
	float[] gradient(float[] logits, int target);

}
