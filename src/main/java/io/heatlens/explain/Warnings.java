package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.RequestedScore;
import io.heatlens.explain.method.SampleCount;
import io.heatlens.explain.method.Score;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of a map should know before trusting it, in words.
 */
final class Warnings {

	private static final double UNLIKELY = 0.2;

	private static final double SATURATED = 0.999;

	private Warnings() {
	}

	/**
	 * Collects the warnings about one map.
	 * @param method that made the map
	 * @param score that is explained
	 * @param target the class that is explained
	 * @param options of the request
	 * @param samples that made the map, null if the method takes none
	 * @return one sentence or two per warning
	 */
	static List<String> of(ExplanationMethod method, double score, Prediction target, MethodOptions options,
			@Nullable SampleCount samples) {
		List<String> warnings = new ArrayList<>(method.warnings(score));
		RequestedScore requested = options.score();
		if (!requested.multiLabel() && target.probability() < UNLIKELY) {
			warnings.add("The model gives this class a probability of only %.3g.".formatted(target.probability()));
		}
		boolean scored = method.parameters().contains(MethodParameter.SCORE);
		boolean probability = scored && requested.kind() == Score.PROBABILITY;
		if (probability && method.usesGradient() && target.probability() > SATURATED) {
			warnings.add("The probability is saturated at %.6f, so its gradient nearly vanishes; score=logit does not."
				.formatted(target.probability()));
		}
		if (scored && Objects.equals(requested.against(), target.index())) {
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
