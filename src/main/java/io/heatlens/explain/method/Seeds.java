package io.heatlens.explain.method;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * Random numbers of samples, each its own whatever it is run together with.
 */
public final class Seeds {

	private Seeds() {
	}

	/**
	 * Starts the random numbers of a sample.
	 * @param seed of the request
	 * @param sample which one
	 * @return independent of those of other samples
	 */
	public static Random of(long seed, int sample) {
		// seeds that follow each other would begin with nearly the same numbers
		long mixed = new SplittableRandom(seed).nextLong() + sample;
		return new Random(new SplittableRandom(mixed).nextLong());
	}

}
