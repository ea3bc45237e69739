package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;

import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Engine;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
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
	 * @return the most probable classes of each image
	 */
	public Timed<List<List<Prediction>>> predict(Model model, List<DecodedImage> images, int top) {
		return this.engine.run(() -> {
			List<List<Prediction>> results = new ArrayList<>();
			Batches.of(images, this.engine.maxBatch()).forEach((batch) -> {
				try (ModelSession session = model.open()) {
					for (float[] logits : session.predict(batch)) {
						results.add(new Predictions(model, logits).top(top));
					}
				}
			});
			return results;
		});
	}

}
