package io.heatlens.explain.method;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * Creates the random number generators of samples. Each sample has its own, so that its
 * numbers do not depend on the samples that run together with it.
 */
public final class SampleRandom {

	private SampleRandom() {
	}

	/**
	 * Creates the generator of a sample.
	 * @param seed the seed of the request
	 * @param sample the index of the sample
	 * @return a generator that is independent of those of other samples
	 */
	public static Random of(long seed, int sample) {
		// Generators with consecutive seeds would begin with nearly the same numbers.
		long mixed = new SplittableRandom(seed).nextLong() + sample;
		return new Random(new SplittableRandom(mixed).nextLong());
	}

}
