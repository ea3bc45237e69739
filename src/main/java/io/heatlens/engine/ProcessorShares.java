package io.heatlens.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Decides the number of libtorch threads of each pass: the processors are divided among
 * the passes that compute at the same time. The number of threads that share an operation
 * decides in which order it adds numbers, and so the last digits of its result. Therefore
 * only tasks that compute count as passes. A task does not count if it has its result and
 * is about to end, if it waits for others to join its batch, or if it releases memory.
 */
final class ProcessorShares {

	private final AtomicInteger passes = new AtomicInteger();

	/**
	 * Runs a pass on the calling thread, with gradients off. The pass keeps the number of
	 * processors that it begins with, even if others begin or end meanwhile.
	 * @param <T> the type of the result
	 * @param pass the pass, which may use models and tensors
	 * @return the result of the pass, which no longer counts by then
	 */
	<T> T compute(Supplier<T> pass) {
		int running = this.passes.incrementAndGet();
		try {
			Libtorch.useThreads(Math.max(Libtorch.threads() / running, 1));
			Autograd.off();
			return pass.get();
		}
		finally {
			this.passes.decrementAndGet();
		}
	}

}
