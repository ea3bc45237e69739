package io.heatlens.explain.method;

/**
 * The variants of one image that a {@link SampledMethod} runs, and their results.
 */
public interface VariantRun {

	/**
	 * Runs the next variants, on a thread of the engine.
	 * @param from index of the first, which follows the last that has run
	 * @param to index after the last
	 */
	void run(int from, int to);

	/**
	 * Computes a map from the variants that have run, on a thread of the engine.
	 * @param target index among the targets of the image
	 * @return the map so far
	 */
	RawMap map(int target);

}
