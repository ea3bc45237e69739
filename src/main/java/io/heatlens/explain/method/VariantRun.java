package io.heatlens.explain.method;

/**
 * The variants of one image that a {@link SampledMethod} runs, and what came of them.
 */
public interface VariantRun {

	/**
	 * Runs some more, on a thread of the engine.
	 * @param from the first, directly behind the last that was run
	 * @param to behind the last
	 */
	void run(int from, int to);

	/**
	 * Makes a map of what was run until now, on a thread of the engine.
	 * @param target which of the subject's targets
	 * @return the best there is
	 */
	RawMap map(int target);

}
