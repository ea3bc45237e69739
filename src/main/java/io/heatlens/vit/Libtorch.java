package io.heatlens.vit;

import ai.djl.engine.Engine;

/**
 * PyTorch's native library, which a process loads once.
 */
final class Libtorch {

	private Libtorch() {
	}

	/** Loads it with our settings, or waits for another thread that does. */
	static void load() {
		setIfAbsent("ai.djl.pytorch.num_threads", Runtime.getRuntime().availableProcessors());
		setIfAbsent("ai.djl.pytorch.num_interop_threads", 1);
		// without these DJL calls out when it is first used
		setIfAbsent("ai.djl.offline", true);
		setIfAbsent("OPT_OUT_TRACKING", true);
		Engine.getEngine("PyTorch");
	}

	private static void setIfAbsent(String property, Object value) {
		System.setProperty(property, System.getProperty(property, value.toString()));
	}

}
