package io.heatlens.explain.metric;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.PerturbationContext;

/**
 * A measure of how faithful a map is to the model. It makes variants of the image from
 * the map's ranking of the patches, and computes a score from the probability of the
 * class for each variant. A new metric is one new component.
 */
public interface Metric {

	/**
	 * The name in the API.
	 * @return the name, in lower case
	 */
	String name();

	/**
	 * Says whether lower or higher scores are better.
	 * @return the better direction
	 */
	Better better();

	/**
	 * What hidden pixels are replaced by.
	 * @return a noun phrase, such as "the blurred image"
	 */
	String baseline();

	/**
	 * Counts the variants of an image.
	 * @param patches the number of patches of the image
	 * @return the number of variants to run
	 */
	int count(int patches);

	/**
	 * Creates a variant of the image. It is called on an engine thread.
	 * @param context the image
	 * @param ranking the ranking of its patches
	 * @param index the index of the variant, from 0
	 * @return the pixels of the variant, shape (1, channels, height, width)
	 */
	NDArray variant(PerturbationContext context, Ranking ranking, int index);

	/**
	 * Computes the score of a map.
	 * @param ranking the ranking of the patches by the map
	 * @param clean the probability of the class for the image itself
	 * @param probabilities the probability of the class for each variant, in order
	 * @return the score
	 */
	double score(Ranking ranking, double clean, double[] probabilities);

}
