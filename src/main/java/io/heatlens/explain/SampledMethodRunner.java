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
 * Runs a {@link SampledMethod} piece by piece, so that other requests come in between,
 * and stops in time with the best maps there are.
 *
 * @param place at the engine
 * @param batch how many variants go through the model at once
 */
record SampledMethodRunner(EngineTicket place, int batch) {

	/** What the rest of a request takes. */
	private static final Duration REST = Duration.ofMillis(250);

	/**
	 * Runs.
	 * @param method to run
	 * @param subject to explain
	 * @param shares how many such runs, this one included, have to share the time left
	 * @return one map a target
	 */
	List<RawMap> run(SampledMethod method, PerturbationContext subject, int shares) {
		int count = method.count(subject.model(), subject.options());
		Duration time = this.place.deadline().left().minus(REST).dividedBy(shares);
		long started = System.nanoTime();
		VariantRun samples = this.place.run(() -> method.open(subject));
		int done = 0;
		while (done < count) {
			int from = done;
			int to = Math.min(done + this.batch, count);
			long before = System.nanoTime();
			this.place.run(() -> {
				samples.run(from, to);
				return to;
			});
			done = to;
			long now = System.nanoTime();
			// another piece takes as long as the last
			if (method.stopsEarly() && now - started + (now - before) > time.toNanos()) {
				break;
			}
		}
		SampleCount reached = new SampleCount(done, count);
		return this.place.run(() -> IntStream.range(0, subject.targets().size())
			.mapToObj(samples::map)
			.map((map) -> map.with(reached))
			.toList());
	}

}
