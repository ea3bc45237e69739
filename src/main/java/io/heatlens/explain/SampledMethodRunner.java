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
 * Runs a {@link SampledMethod} in batches, so that other requests can run in between. A
 * method that can stop early stops before the deadline, with the maps that it has by
 * then.
 *
 * @param ticket the ticket of the request
 * @param maxBatch the number of variants that go through the model at once
 */
record SampledMethodRunner(EngineTicket ticket, int maxBatch) {

	/** The time that is left to the request for its work after the last batch. */
	private static final Duration RESERVE = Duration.ofMillis(250);

	/**
	 * Runs a method.
	 * @param method the method to run
	 * @param context the context of the image
	 * @param shares the number of runs, including this one, that share the time that is
	 * left
	 * @return the maps, one per target
	 */
	List<RawMap> run(SampledMethod method, PerturbationContext context, int shares) {
		int count = method.count(context.model(), context.options());
		Duration time = this.ticket.deadline().left().minus(RESERVE).dividedBy(shares);
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
			// The next batch is expected to take as long as the last one.
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
