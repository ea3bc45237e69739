package io.heatlens.explain.metric;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.PerturbationContext;

import org.springframework.stereotype.Component;

/**
 * Deletion (Petsiuk et al. 2018, section 4.1): the area under the curve of the class's
 * probability while patches are hidden, the hottest first.
 */
@Component
class Deletion implements Metric {

	@Override
	public String name() {
		return "deletion";
	}

	@Override
	public Better better() {
		return Better.LOWER;
	}

	@Override
	public String baseline() {
		return "the mean colour (0 after normalisation)";
	}

	@Override
	public int count(int patches) {
		return Curve.points(patches);
	}

	@Override
	public NDArray variant(PerturbationContext context, Ranking ranking, int index) {
		NDArray pixels = context.pixels().duplicate();
		List<Integer> hidden = ranking.hottest(index, count(ranking.order().size()) - 1);
		hidden.forEach((patch) -> Patches.of(context.model(), ranking.map().grid()).clear(pixels, 0, patch));
		return pixels;
	}

	@Override
	public double score(Ranking ranking, double clean, double[] probabilities) {
		return Curve.area(probabilities);
	}

}
