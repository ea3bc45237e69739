package io.heatlens.explain;

import java.util.List;

import io.heatlens.engine.Deadline;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.engine.Timed;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.input.Input;

import org.springframework.stereotype.Component;

/**
 * Says what a model sees, without why.
 */
@Component
public class Predictor {

	private final Engine engine;

	private final PassRunner runner;

	Predictor(Engine engine, PassRunner runner) {
		this.engine = engine;
		this.runner = runner;
	}

	/**
	 * Predicts.
	 * @param model that is asked
	 * @param images one or more
	 * @param top how many classes of each
	 * @param deadline until when the answer is wanted
	 * @return the most probable classes of each image
	 * @throws io.heatlens.engine.OverloadedException if too many requests are waiting
	 * @throws io.heatlens.engine.DeadlineExceededException if the time is over first
	 */
	public Timed<List<List<Prediction>>> predict(Model model, List<DecodedImage> images, int top, Deadline deadline) {
		try (EngineTicket place = this.engine.enter(deadline)) {
			return predict(place, model, images, top);
		}
	}

	/**
	 * Predicts for a request that has its place.
	 * @param place of the request
	 * @param model that is asked
	 * @param images one or more
	 * @param top how many classes of each
	 * @return the most probable classes of each image
	 * @throws io.heatlens.engine.DeadlineExceededException if the time is over first
	 */
	public Timed<List<List<Prediction>>> predict(EngineTicket place, Model model, List<DecodedImage> images, int top) {
		PassPlan passes = new PassPlan(model, List.of(), MethodOptions.of(model));
		List<Input> inputs = images.stream().map(model::prepare).toList();
		return place.timed(Batches.of(inputs, this.engine.maxBatch())
			.flatMap((batch) -> this.runner.run(place, new Job(passes, batch, new Target.Top(1), place.deadline()))
				.stream())
			.map((seen) -> new Predictions(model, seen.logits()).top(top))
			.toList());
	}

}
