package io.heatlens.explain;

import java.util.List;

import io.heatlens.vit.Batcher;
import io.heatlens.vit.Engine;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.Place;

import org.springframework.stereotype.Component;

/**
 * Runs the passes of all requests; what waits for equal ones shares a batch.
 */
@Component
class PassRunner {

	private final Batcher<SinglePasses, Job, List<Seen>> batcher;

	PassRunner(Engine engine) {
		this.batcher = new Batcher<>(engine, (passes, jobs) -> {
			try (ModelSession session = engine.open(passes.model())) {
				return passes.run(session, jobs);
			}
		});
	}

	/**
	 * Runs a job, perhaps with others.
	 * @param place of its request
	 * @param passes to run
	 * @param job no larger than a batch
	 * @return what was seen of each of its images
	 */
	List<Seen> run(Place place, SinglePasses passes, Job job) {
		return this.batcher.run(place, passes, job, job.images().size());
	}

}
