package io.heatlens.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Deadline;
import io.heatlens.vit.Engine;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.Place;
import io.heatlens.vit.Timed;

import org.springframework.stereotype.Component;

/**
 * Says what a model sees, without why.
 */
@Component
public class Predictor {

	private final Engine engine;

	Predictor(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Predicts.
	 * @param model that is asked
	 * @param images one or more
	 * @param top how many classes of each
	 * @param deadline until when the answer is wanted
	 * @return the most probable classes of each image
	 * @throws io.heatlens.vit.OverloadedException if too many requests are waiting
	 * @throws io.heatlens.vit.DeadlineExceededException if the time is over first
	 */
	public Timed<List<List<Prediction>>> predict(Model model, List<DecodedImage> images, int top, Deadline deadline) {
		try (Place place = this.engine.enter(deadline)) {
			List<List<Prediction>> results = new ArrayList<>();
			Batches.of(images, this.engine.maxBatch())
				.forEach((batch) -> results.addAll(place.run(() -> predict(place, model, batch, top))));
			return place.timed(results);
		}
	}

	private static List<List<Prediction>> predict(Place place, Model model, List<DecodedImage> images, int top) {
		try (ModelSession session = place.open(model)) {
			return Arrays.stream(session.logits(session.prepare(images).pixels()))
				.map((logits) -> new Predictions(model, logits).top(top))
				.toList();
		}
	}

}
