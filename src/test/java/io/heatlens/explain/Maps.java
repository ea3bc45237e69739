package io.heatlens.explain;

import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.engine.Deadline;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;

/**
 * Runs and compares raw maps.
 */
final class Maps {

	static final Deadline NO_DEADLINE = Deadline.never();

	private Maps() {
	}

	static float[] raw(Explainer explainer, Model model, DecodedImage image, ExplanationRequest request) {
		return flat(explainer.explain(model, List.of(image), request, NO_DEADLINE)
			.value()
			.get(0)
			.explanations()
			.get(0)
			.heatmap()
			.raw());
	}

	static float[] flat(float[][] rows) {
		float[] values = new float[rows.length * rows[0].length];
		for (int i = 0; i < values.length; i++) {
			values[i] = rows[i / rows[0].length][i % rows[0].length];
		}
		return values;
	}

	/**
	 * Gives a map the sign of another, for methods whose sign is arbitrary.
	 */
	static float[] signed(float[] map, float[] like) {
		double product = IntStream.range(0, map.length).mapToDouble((i) -> map[i] * like[i]).sum();
		float[] signed = map.clone();
		for (int i = 0; i < signed.length; i++) {
			signed[i] *= (float) Math.signum(product);
		}
		return signed;
	}

}
