package io.heatlens.explain.metric;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.PerturbationContext;

/**
 * A way to measure how faithful a map is: what the model says of variants of the image
 * that follow the map's ranking of the patches. A new metric is one new component.
 */
public interface Metric {

	/**
	 * The name in the API.
	 * @return in lower case
	 */
	String name();

	/**
	 * Says which scores are good.
	 * @return {@code lower} or {@code higher}
	 */
	String better();

	/**
	 * Says what hidden pixels are replaced by.
	 * @return in words
	 */
	String baseline();

	/**
	 * Counts the variants.
	 * @param patches of the image
	 * @return how many
	 */
	int count(int patches);

	/**
	 * Makes a variant, on a thread of the engine.
	 * @param subject the image
	 * @param ranking its patches, the hottest first
	 * @param index which variant
	 * @return pixels, shape (1, 3, height, width)
	 */
	NDArray variant(PerturbationContext subject, Ranking ranking, int index);

	/**
	 * Sums up.
	 * @param ranking of the patches
	 * @param clean probability of the class for the image itself
	 * @param probabilities of the class, one a variant
	 * @return the score
	 */
	double score(Ranking ranking, double clean, double[] probabilities);

}
