package io.heatlens.vit;

import java.nio.file.Path;
import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * What a prediction alone costs, without image, queue or HTTP.
 */
public final class PlainForward {

	private static final int RUNS = 15;

	private PlainForward() {
	}

	/**
	 * Runs a model forward.
	 * @param folder of a checkpoint for images of 224 x 224
	 * @param batch images in a pass
	 * @return milliseconds of a pass, the median
	 */
	public static double millis(Path folder, int batch) {
		try (Models models = new Models()) {
			Model model = models.load(folder);
			return models.run(() -> {
				try (NDManager manager = NDManager.newBaseManager();
						ModelSession session = model.open(new Silence())) {
					return median(session, manager.randomNormal(new Shape(batch, 3, 224, 224)));
				}
			});
		}
	}

	private static double median(ModelSession session, NDArray pixels) {
		double[] millis = new double[RUNS];
		for (int run = -3; run < RUNS; run++) {
			long start = System.nanoTime();
			session.logits(pixels);
			if (run >= 0) {
				millis[run] = (System.nanoTime() - start) / 1e6;
			}
		}
		Arrays.sort(millis);
		return millis[RUNS / 2];
	}

}
