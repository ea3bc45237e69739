package io.heatlens.explain.perturbation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SampledMethod;
import io.heatlens.explain.method.VariantRun;
import io.heatlens.explain.method.VariantScores;
import io.heatlens.vit.Model;

import org.springframework.stereotype.Component;

/**
 * RISE (Petsiuk et al. 2018, equation 6): random masks of 7 x 7 cells, each open with
 * probability 0.5, upsampled and shifted. The value of a patch is the mean score of the
 * masked images, weighted by how much of the patch each mask leaves visible. The mean
 * score of all masked images is subtracted, which the paper does not do.
 */
@Component
class Rise implements SampledMethod {

	private static final int SAMPLES = 1000;

	@Override
	public String name() {
		return "rise";
	}

	@Override
	public String summary() {
		return "How much higher the score is when random masks leave a patch visible.";
	}

	@Override
	public String paper() {
		return "Petsiuk et al. 2018, RISE: Randomized Input Sampling for Explanation of Black-box Models";
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.SCORE, MethodParameter.SIGN, MethodParameter.SAMPLES, MethodParameter.SEED);
	}

	@Override
	public String cost() {
		return "1 forward a sample";
	}

	@Override
	public int count(Model model, MethodOptions options) {
		return options.samples(SAMPLES);
	}

	@Override
	public VariantRun open(PerturbationContext context) {
		RiseMasks masks = new RiseMasks(context.pixels().getShape().slice(2), context.options().seed());
		Patches patches = Patches.of(context.model());
		VariantScores scores = new VariantScores(context);
		List<float[]> visible = new ArrayList<>();
		return new VariantRun() {

			@Override
			public void run(int from, int to) {
				try (NDManager scope = context.session().scope()) {
					NDArray batch = masks.create(scope, from, to); // (n,1,height,width)
					RawMap.of(patches.grid(), patches.sum(batch)).forEach((map) -> visible.add(map.values()));
					scores.add(context.session().logits(batch.mul(context.pixels())));
				}
			}

			@Override
			public RawMap map(int target) {
				double mean = IntStream.range(0, scores.count())
					.mapToDouble((i) -> scores.score(i, target))
					.average()
					.orElseThrow();
				float[] values = new float[patches.grid().patches()];
				for (int patch = 0; patch < values.length; patch++) {
					double weighted = 0;
					double sum = 0;
					for (int i = 0; i < visible.size(); i++) {
						weighted += (scores.score(i, target) - mean) * visible.get(i)[patch];
						sum += visible.get(i)[patch];
					}
					values[patch] = (sum > 0) ? (float) (weighted / sum) : 0;
				}
				return new RawMap(patches.grid(), values);
			}

		};
	}

}
