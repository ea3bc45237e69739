package io.heatlens.explain.metric;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.PerturbationContext;

import org.springframework.stereotype.Component;

/**
 * SaCo, salience-guided faithfulness coefficient (Wu et al. 2024, algorithm 1): whether
 * hiding a more salient one of ten groups of patches lowers the class's probability more.
 * The score ranges from -1 to 1.
 */
@Component
class Saco implements Metric {

	private static final int GROUPS = 10;

	@Override
	public String name() {
		return "saco";
	}

	@Override
	public Better better() {
		return Better.HIGHER;
	}

	@Override
	public String baseline() {
		return "the mean colour (0 after normalisation)";
	}

	@Override
	public int count(int patches) {
		return Math.min(GROUPS, patches);
	}

	@Override
	public NDArray variant(PerturbationContext context, Ranking ranking, int index) {
		NDArray pixels = context.pixels().duplicate();
		List<Integer> hidden = ranking.group(index, count(ranking.order().size()));
		hidden.forEach((patch) -> Patches.of(context.model(), ranking.map().grid()).clear(pixels, 0, patch));
		return pixels;
	}

	@Override
	public double score(Ranking ranking, double clean, double[] probabilities) {
		double signed = 0;
		double total = 0;
		for (int i = 0; i < probabilities.length; i++) {
			for (int j = i + 1; j < probabilities.length; j++) {
				double weight = salience(ranking, i, probabilities.length) - salience(ranking, j, probabilities.length);
				// A lower probability means a larger drop.
				signed += (probabilities[i] <= probabilities[j]) ? weight : -weight;
				total += Math.abs(weight);
			}
		}
		return (total > 0) ? signed / total : 0;
	}

	private static double salience(Ranking ranking, int group, int groups) {
		return ranking.group(group, groups)
			.stream()
			.mapToDouble((patch) -> ranking.map().values()[patch])
			.average()
			.orElseThrow();
	}

}
