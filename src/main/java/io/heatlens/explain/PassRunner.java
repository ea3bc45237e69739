package io.heatlens.explain;

import java.util.List;

import io.heatlens.engine.Batcher;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.vit.ModelSession;

import org.springframework.stereotype.Component;

/**
 * Runs the passes of all requests; what waits for the same one shares a batch.
 */
@Component
class PassRunner {

	private final Batcher<SharedPass, Job, List<ImageMaps>> batcher;

	PassRunner(Engine engine) {
		this.batcher = new Batcher<>(engine, (pass, jobs) -> {
			try (ModelSession session = pass.model().open(engine.listener())) {
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
	List<ImageMaps> run(EngineTicket place, Job job) {
		return this.batcher.run(place, job.passes().pass(), job, job.images().size());
	}

}
