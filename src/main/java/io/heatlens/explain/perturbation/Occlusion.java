package io.heatlens.explain.perturbation;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
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
 * Occlusion (Zeiler and Fergus 2014, section 4.2): how much the score falls when one
 * patch is set to the normalised zero, the mean colour of the training set. The patches
 * are hidden in a fixed random order, so that those hidden before a deadline are spread
 * over the image.
 */
@Component
class Occlusion implements SampledMethod {

	@Override
	public String name() {
		return "occlusion";
	}

	@Override
	public String summary() {
		return "How much the score falls when a patch is hidden.";
	}

	@Override
	public String paper() {
		return "Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks";
	}

	@Override
	public boolean linear() {
		return true;
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.SCORE, MethodParameter.SIGN);
	}

	@Override
	public String cost() {
		return "1 forward a patch";
	}

	@Override
	public int count(Model model, MethodOptions options) {
		return model.grid().patches();
	}

	@Override
	public VariantRun open(PerturbationContext context) {
		Patches patches = Patches.of(context.model());
		PatchOrder order = new PatchOrder(patches.grid());
		VariantScores scores = new VariantScores(context);
		return new VariantRun() {

			@Override
			public void run(int from, int to) {
				try (NDArray variants = context.pixels().repeat(0, to - from)) {
					for (int i = from; i < to; i++) {
						patches.clear(variants, i - from, order.get(i));
					}
					scores.add(context.session().logits(variants));
				}
			}

			@Override
			public RawMap map(int target) {
				return order.map(scores.count(), (i) -> context.score(target) - scores.score(i, target));
			}

		};
	}

}
