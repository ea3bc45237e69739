package io.heatlens.explain.method;

/**
 * The variants of one image that a {@link SampledMethod} runs, and their results.
 */
public interface VariantRun {

	/**
	 * Runs the next variants. It is called on an engine thread.
	 * @param from the index of the first variant, which follows the last one that has run
	 * @param to the index after that of the last variant
	 */
	void run(int from, int to);

	/**
	 * Computes a map from the variants that have run. It is called on an engine thread.
	 * @param target the index among the targets of the image
	 * @return the map so far
	 */
	RawMap map(int target);

}
