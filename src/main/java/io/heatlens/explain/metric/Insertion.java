package io.heatlens.explain.metric;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.GaussianBlur;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.PerturbationContext;

import org.springframework.stereotype.Component;

/**
 * Insertion (Petsiuk et al. 2018, section 4.1): the area under the curve of the class's
 * probability while the patches of a blurred image are made sharp again, the hottest
 * first.
 */
@Component
class Insertion implements Metric {

	/** The standard deviation of the blur: 5 pixels of 224, as in the paper. */
	private static final double DEVIATION = 5 / 224.0;

	@Override
	public String name() {
		return "insertion";
	}

	@Override
	public Better better() {
		return Better.HIGHER;
	}

	@Override
	public String baseline() {
		return "the blurred image";
	}

	@Override
	public int count(int patches) {
		return Curve.points(patches);
	}

	@Override
	public NDArray variant(PerturbationContext context, Ranking ranking, int index) {
		NDArray pixels = GaussianBlur.of(context.pixels(), DEVIATION);
		List<Integer> shown = ranking.hottest(index, count(ranking.order().size()) - 1);
		shown.forEach(
				(patch) -> Patches.of(context.model(), ranking.map().grid()).copy(context.pixels(), pixels, patch));
		return pixels;
	}

	@Override
	public double score(Ranking ranking, double clean, double[] probabilities) {
		return Curve.area(probabilities);
	}

}
