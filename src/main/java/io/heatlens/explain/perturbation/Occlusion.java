package io.heatlens.explain.perturbation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

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
 * Occlusion (Zeiler and Fergus 2014, section 4.2) with windows of one patch and the
 * normalised zero, the training set's mean colour, as baseline. The patches are hidden in
 * a fixed random order, so that what a deadline leaves is spread over the image.
 */
@Component
class Occlusion implements SampledMethod {

	@Override
	public String name() {
		return "occlusion";
	}

	@Override
	public String summary() {
		return "How much the score falls where a patch is hidden.";
	}

	@Override
	public String paper() {
		return "Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks";
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
	public VariantRun open(PerturbationContext subject) {
		Patches patches = Patches.of(subject.model());
		List<Integer> order = new ArrayList<>(IntStream.range(0, patches.grid().patches()).boxed().toList());
		Collections.shuffle(order, new Random(0));
		VariantScores trials = new VariantScores(subject);
		return new VariantRun() {

			@Override
			public void run(int from, int to) {
				try (NDArray variants = subject.pixels().repeat(0, to - from)) {
					for (int i = from; i < to; i++) {
						patches.clear(variants, i - from, order.get(i));
					}
					trials.add(subject.session().logits(variants));
				}
			}

			@Override
			public RawMap map(int target) {
				float[] falls = new float[order.size()];
				for (int i = 0; i < trials.count(); i++) {
					falls[order.get(i)] = (float) (subject.score(target) - trials.score(i, target));
				}
				return new RawMap(falls, 0);
			}

		};
	}

}
