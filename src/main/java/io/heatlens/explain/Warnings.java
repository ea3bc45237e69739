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
import io.heatlens.vit.family.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a reader should know before trusting a map.
 */
final class Warnings {

	private static final double UNLIKELY = 0.2;

	private static final double SATURATED = 0.999;

	private Warnings() {
	}

	/**
	 * Collects the warnings about one map.
	 * @param method the method that made the map
	 * @param score the value of the score that is explained
	 * @param target the class that is explained
	 * @param options the options of the request
	 * @param samples how many samples made the map; {@code null} if the method takes none
	 * @return the warnings, each of one or two sentences
	 */
	static List<String> of(ExplanationMethod method, double score, Prediction target, MethodOptions options,
			@Nullable SampleCount samples) {
		List<String> warnings = new ArrayList<>(method.warnings(score));
		RequestedScore requested = options.score();
		Double probability = target.probability();
		if (requested.problemType() == ProblemType.SINGLE_LABEL && probability != null && probability < UNLIKELY) {
			warnings.add("The model gives this class a probability of only %.3g.".formatted(probability));
		}
		boolean scored = method.parameters().contains(MethodParameter.SCORE);
		boolean saturates = scored && requested.kind() == Score.PROBABILITY && method.usesGradient();
		if (saturates && probability != null && probability > SATURATED) {
			warnings.add(
					"The probability is saturated at %.6f, so its gradient nearly vanishes; that of score=logit does not."
						.formatted(probability));
		}
		if (scored && Objects.equals(requested.against(), target.index())) {
			warnings.add(
					"The class is compared with itself, so its margin is always 0. Name another class in \"against\".");
		}
		if (!method.classDiscriminative()) {
			warnings.add("This method gives every class the same map.");
		}
		if (samples != null && samples.done() < samples.planned()) {
			warnings.add("The time ran out after %d of %d samples, and the map is made from these."
				.formatted(samples.done(), samples.planned()));
		}
		return warnings;
	}

}
