package io.heatlens.request;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.heatlens.explain.Detail;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Smoothing;

/**
 * Checks that no parameter is silently ignored.
 *
 * @param methods that were asked for
 * @param detail of their maps
 */
record UnusedParameterCheck(List<ExplanationMethod> methods, Detail detail) {

	private static final Map<ApiParameter, MethodParameter> MEANING = new EnumMap<>(Map.ofEntries(
			Map.entry(ApiParameter.LAYER, MethodParameter.LAYER),
			Map.entry(ApiParameter.LAYERS_FUSION, MethodParameter.LAYER),
			Map.entry(ApiParameter.GRADIENT, MethodParameter.GRADIENT),
			Map.entry(ApiParameter.SCORE, MethodParameter.SCORE),
			Map.entry(ApiParameter.AGAINST, MethodParameter.SCORE), Map.entry(ApiParameter.SIGN, MethodParameter.SIGN),
			Map.entry(ApiParameter.FUSION, MethodParameter.FUSION),
			Map.entry(ApiParameter.DISCARD, MethodParameter.FUSION),
			Map.entry(ApiParameter.STEPS, MethodParameter.STEPS),
			Map.entry(ApiParameter.SAMPLES, MethodParameter.SAMPLES),
			Map.entry(ApiParameter.SEED, MethodParameter.SEED),
			Map.entry(ApiParameter.WEIGHTS_WINDOW, MethodParameter.WEIGHTS_WINDOW)));

	/**
	 * Checks.
	 * @param parameters as they were sent
	 * @param options as they were read
	 * @throws BadParameterException if none of the methods uses one of them
	 */
	void check(Parameters parameters, MethodOptions options) {
		MEANING.forEach((parameter, meaning) -> {
			if (parameters.has(parameter) && !used(meaning)) {
				throw unused(parameter.apiName());
			}
		});
		boolean smooth = switch (options.smoothing()) {
			case NONE -> true;
			case AUG -> used(MethodParameter.SMOOTH_AUG);
			case EIGEN -> used(MethodParameter.SMOOTH_EIGEN);
		};
		if (options.smoothing() == Smoothing.EIGEN && options.objective().negative()) {
			throw new BadParameterException(
					"With \"smooth=eigen\" the sign is that of what stands out: leave \"sign\" out.");
		}
		if (!smooth) {
			throw unused("smooth=" + Choices.of(options.smoothing()));
		}
		boolean oneLayer = this.methods.stream().anyMatch((method) -> !method.takesLayers());
		if (oneLayer && options.layers().size() > 1) {
			throw new BadParameterException("%s takes one layer.".formatted(names()));
		}
	}

	private boolean used(MethodParameter parameter) {
		boolean sharpened = this.detail == Detail.PIXEL
				&& Set.of(MethodParameter.GRADIENT, MethodParameter.SCORE).contains(parameter);
		return sharpened || this.methods.stream().anyMatch((method) -> method.parameters().contains(parameter));
	}

	private BadParameterException unused(String parameter) {
		return new BadParameterException(
				"The parameter \"%s\" makes no difference to %s. Leave it out.".formatted(parameter, names()));
	}

	private String names() {
		return this.methods.stream().map(ExplanationMethod::name).collect(Collectors.joining(", "));
	}

}
