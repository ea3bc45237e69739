package io.heatlens.engine;

/**
 * The precision of the blocks before the first layer that is explained. That layer,
 * everything after it and all gradients are float32.
 */
public enum Precision {

	/** Single precision, as the weights. */
	FLOAT32,
	/** Faster on CPUs with AVX512-BF16 or AMX, with nearly the same maps. */
	BFLOAT16,
	/**
	 * {@link #BFLOAT16} if the CPU supports it and the maps of a check at start agree
	 * with those in {@link #FLOAT32}, else {@link #FLOAT32}.
	 */
	AUTO

}
