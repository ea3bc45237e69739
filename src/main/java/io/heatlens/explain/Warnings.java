package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;

import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.SampleCount;
import io.heatlens.explain.method.Score;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of a map should know before trusting it.
 */
final class Warnings {

	private static final double UNLIKELY = 0.2;

	private static final double SATURATED = 0.999;

	private Warnings() {
	}

	static List<String> of(ExplanationMethod method, double score, Prediction target, MethodOptions options,
			@Nullable SampleCount samples) {
		List<String> warnings = new ArrayList<>(method.warnings(score));
		if (!options.objective().multiLabel() && target.probability() < UNLIKELY) {
			warnings.add("The model gives this class a probability of only %.3g.".formatted(target.probability()));
		}
		boolean scored = method.parameters().contains(MethodParameter.SCORE);
		boolean probability = scored && options.objective().score() == Score.PROBABILITY;
		if (probability && method.usesGradient() && target.probability() > SATURATED) {
			warnings.add("The probability is saturated at %.6f, so its gradient nearly vanishes; score=logit does not."
				.formatted(target.probability()));
		}
		if (scored && options.objective().against() == target.index()) {
			warnings.add("This is the class that it is compared with: its margin is always 0. Name another one.");
		}
		if (!method.classDiscriminative()) {
			warnings.add("This method gives every class the same map.");
		}
		if (samples != null && samples.done() < samples.planned()) {
			warnings.add("The time was over after %d of %d samples; the map is made of those.".formatted(samples.done(),
					samples.planned()));
		}
		return warnings;
	}

}
