package io.heatlens.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Divides the processors among the passes that compute at the same time. How many
 * processors share an operation decides the order of its sums, so nothing counts as a
 * pass but what computes: neither a task that has answered and is about to end, nor one
 * that waits for others to join its batch, nor one that gives memory back.
 */
final class ProcessorShares {

	private final AtomicInteger passes = new AtomicInteger();

	/**
	 * Runs a pass on the calling thread, with gradients off. The pass keeps the
	 * processors that it begins with; the pass that begins next gets its share of them.
	 * @param <T> the type of the result
	 * @param pass uses models and tensors
	 * @return what the pass returns; by then the pass no longer counts
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
