package io.heatlens.vit;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.image.DecodedImage;

/**
 * What others take for a prediction: every token through every block, NDArray operations
 * alone, nothing fused, nothing left out.
 */
public final class PlainForward implements Tap {

	private PlainForward() {
	}

	@Override
	public NDArray at(Site site, NDArray value) {
		return value;
	}

	@Override
	public boolean sees(Site site) {
		return true;
	}

	/**
	 * Runs a batch.
	 * @param engine of the model
	 * @param model to run
	 * @param images of the batch
	 * @return milliseconds, from the input to the logits
	 */
	public static double millis(Engine engine, Model model, List<DecodedImage> images) {
		List<Input> inputs = images.stream().map(model::prepare).toList();
		return engine.run(() -> {
			try (ModelSession session = engine.open(model)) {
				long start = System.nanoTime();
				NDArray logits = model.transformer(Gradient.PLAIN).forward(session.stack(inputs), new PlainForward());
				ModelSession.rows(logits);
				return (System.nanoTime() - start) / 1e6;
			}
		});
	}

}
