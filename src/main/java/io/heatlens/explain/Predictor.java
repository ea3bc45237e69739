package io.heatlens.explain;

import java.util.List;

import io.heatlens.engine.Deadline;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.engine.Timed;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.input.Input;

import org.springframework.stereotype.Component;

/**
 * Predicts classes without explaining them.
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
	 * Predicts the classes of images.
	 * @param model the model to run
	 * @param images the images, one or more
	 * @param top the number of classes to return per image
	 * @param deadline the time by which the answer is wanted
	 * @return the most probable classes of each image, the most probable first, with the
	 * time that the request waited and ran
	 * @throws io.heatlens.engine.OverloadedException if too many requests are waiting
	 * @throws io.heatlens.engine.DeadlineExceededException if the deadline passes first
	 */
	public Timed<List<List<Prediction>>> predict(Model model, List<DecodedImage> images, int top, Deadline deadline) {
		try (EngineTicket ticket = this.engine.enter(deadline)) {
			return predict(ticket, model, images, top);
		}
	}

	/**
	 * Predicts the classes of images for a request that the engine has admitted.
	 * @param ticket the ticket of the request
	 * @param model the model to run
	 * @param images the images, one or more
	 * @param top the number of classes to return per image
	 * @return the most probable classes of each image, the most probable first, with the
	 * time that the request waited and ran
	 * @throws io.heatlens.engine.DeadlineExceededException if the deadline passes first
	 */
	public Timed<List<List<Prediction>>> predict(EngineTicket ticket, Model model, List<DecodedImage> images, int top) {
		PassPlan plan = PassPlan.ofPrediction(model);
		List<Input> inputs = images.stream().map(model::prepare).toList();
		return ticket.timed(this.runner.run(ticket, plan, inputs, new Target.Top(1))
			.stream()
			.map((image) -> new Predictions(model, image.logits()).top(top))
			.toList());
	}

}
