package io.heatlens.engine;

/**
 * How the blocks before the layer that is looked at are computed. The layer itself, what
 * follows it and all gradients are float32.
 */
public enum Precision {

	/** As the weights are. */
	FLOAT32,
	/** Faster on CPUs with AVX512-BF16 or AMX; maps are nearly the same. */
	BFLOAT16,
	/** {@link #BFLOAT16} where the CPU has it and the start-up check finds the maps. */
	AUTO

}
