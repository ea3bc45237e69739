package io.heatlens.explain;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.engine.EngineTicket;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SampleCount;
import io.heatlens.explain.method.SampledMethod;
import io.heatlens.explain.method.VariantRun;

/**
 * Runs a {@link SampledMethod} in pieces, so that other requests come in between, and
 * stops before the deadline with the best maps so far.
 *
 * @param ticket of the request
 * @param maxBatch how many variants go through the model at once
 */
record SampledMethodRunner(EngineTicket ticket, int maxBatch) {

	/** The time that the rest of a request takes after its last piece. */
	private static final Duration REST = Duration.ofMillis(250);

	/**
	 * Runs a method.
	 * @param method to run
	 * @param context of the image
	 * @param shares how many such runs, this one included, share the time that is left
	 * @return one map per target
	 */
	List<RawMap> run(SampledMethod method, PerturbationContext context, int shares) {
		int count = method.count(context.model(), context.options());
		Duration time = this.ticket.deadline().left().minus(REST).dividedBy(shares);
		long started = System.nanoTime();
		VariantRun variants = this.ticket.run(() -> method.open(context));
		int done = 0;
		while (done < count) {
			int from = done;
			int to = Math.min(done + this.maxBatch, count);
			long before = System.nanoTime();
			this.ticket.run(() -> {
				variants.run(from, to);
				return to;
			});
			done = to;
			long now = System.nanoTime();
			// The next piece is expected to take as long as the last.
			if (method.stopsEarly() && now - started + (now - before) > time.toNanos()) {
				break;
			}
		}
		SampleCount reached = new SampleCount(done, count);
		return this.ticket.run(() -> IntStream.range(0, context.targets().size())
			.mapToObj(variants::map)
			.map((map) -> map.with(reached))
			.toList());
	}

}
