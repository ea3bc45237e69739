package io.heatlens.explain;

import java.util.List;

import io.heatlens.vit.Batcher;
import io.heatlens.vit.Engine;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.Place;

import org.springframework.stereotype.Component;

/**
 * Runs the passes of all requests; what waits for the same one shares a batch.
 */
@Component
class PassRunner {

	private final Batcher<SharedPass, Job, List<Seen>> batcher;

	PassRunner(Engine engine) {
		this.batcher = new Batcher<>(engine, (pass, jobs) -> {
			try (ModelSession session = engine.open(pass.model())) {
				return pass.run(session, jobs);
			}
		});
	}

	/**
	 * Runs a job, perhaps with others.
	 * @param place of its request
	 * @param job no larger than a batch
	 * @return what was seen of each of its images
	 */
	List<Seen> run(Place place, Job job) {
		return this.batcher.run(place, job.passes().pass(), job, job.images().size());
	}

}
