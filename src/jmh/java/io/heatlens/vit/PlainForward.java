package io.heatlens.vit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.engine.Engine;
import io.heatlens.engine.SilentListener;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.input.Input;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.ForwardHook;
import io.heatlens.vit.transformer.Site;

/**
 * What others take for a prediction: every token through every block, NDArray operations
 * alone, nothing fused, nothing left out.
 */
public final class PlainForward implements ForwardHook {

	private static final int RUNS = 15;

	private static final Duration WARM_UP = Duration.ofSeconds(5);

	private PlainForward() {
	}

	@Override
	public NDArray at(Site site, NDArray value) {
		return value;
	}

	@Override
	public boolean needsAllTokens(int last) {
		return true;
	}

	/**
	 * Runs a checkpoint on noise.
	 * @param folder of a checkpoint for images of 224 x 224
	 * @param batch images in a pass
	 * @return milliseconds of a pass, the median
	 */
	public static double millis(Path folder, int batch) {
		try (Models models = new Models()) {
			Model model = models.load(folder);
			Input noise = model.prepare(new DecodedImage("png", 224, 224, new byte[3 * 224 * 224]));
			return models.run(() -> {
				try (ModelSession session = model.open(new SilentListener())) {
					long warm = System.nanoTime() + WARM_UP.toNanos();
					while (System.nanoTime() < warm) {
						millis(session, Collections.nCopies(batch, noise));
					}
					return IntStream.range(0, RUNS)
						.mapToDouble((run) -> millis(session, Collections.nCopies(batch, noise)))
						.sorted()
						.toArray()[RUNS / 2];
				}
			});
		}
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
			try (ModelSession session = model.open(engine.listener())) {
				return millis(session, inputs);
			}
		});
	}

	private static double millis(ModelSession session, List<Input> inputs) {
		try (NDManager scope = session.scope()) {
			NDArray pixels = session.stack(inputs);
			pixels.attach(scope);
			long start = System.nanoTime();
			ModelSession.rows(session.model().loaded().transformer(BackwardRule.PLAIN).forward(pixels, new PlainForward()));
			return (System.nanoTime() - start) / 1e6;
		}
	}

}
