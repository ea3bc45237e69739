package io.heatlens.answer;

import java.util.List;

import io.heatlens.explain.Evidence;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.Heatmap;
import io.heatlens.explain.Prediction;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.Status;
import io.heatlens.vit.input.Region;
import io.heatlens.vit.layer.BackwardRule;

/**
 * An explanation as a Grad-CAM of two patches gives it.
 */
final class Samples {

	static final Prediction SNEAKER = new Prediction(7, "Sneaker", 8.5f, 0.93);

	private Samples() {
	}

	static Explanation gradCam(Region region) {
		return explanation("grad-cam", List.of("blocks[5].norm1"), Sign.POSITIVE, Status.OK, region);
	}

	static Explanation explanation(String method, List<String> layers, Sign sign, Status status, Region region) {
		float[][] values = { { 0, 1 } };
		float[][] raw = { { -0.5f, 2 } };
		return new Explanation(method, layers, BackwardRule.PLAIN, Score.LOGIT, 8.5, sign, null, Normalization.MAX,
				SNEAKER, status, true, List.of(), new Heatmap(1, 2, values, raw, null, status), region,
				new Evidence(2, 0.5), null, null, List.of());
	}

}
