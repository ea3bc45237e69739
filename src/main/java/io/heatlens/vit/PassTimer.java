package io.heatlens.vit;

import java.time.Duration;
import java.util.function.Supplier;

import ai.djl.ndarray.NDArray;
import io.heatlens.engine.EngineListener;

/**
 * Measures the time that passes through a model take.
 *
 * @param listener the listener that is told the times
 */
record PassTimer(EngineListener listener) {

	<T> T forward(NDArray input, Supplier<T> pass) {
		long start = System.nanoTime();
		T value = pass.get();
		this.listener.forward(Math.toIntExact(input.getShape().get(0)), since(start));
		return value;
	}

	<T> T backward(Supplier<T> pass) {
		long start = System.nanoTime();
		T value = pass.get();
		this.listener.backward(since(start));
		return value;
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
