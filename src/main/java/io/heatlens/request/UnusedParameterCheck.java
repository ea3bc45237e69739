package io.heatlens.request;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.heatlens.explain.Detail;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.Smoothing;

/**
 * Refuses parameters that make no difference, so that none is silently ignored.
 *
 * @param methods of the request
 * @param detail of their maps
 */
record UnusedParameterCheck(List<ExplanationMethod> methods, Detail detail) {

	/**
	 * Checks the parameters of the methods.
	 * @param parameters that were sent
	 * @param options that were read from them
	 * @throws BadParameterException if none of the methods uses one of them
	 */
	void check(Parameters parameters, MethodOptions options) {
		for (ApiParameter parameter : ApiParameter.values()) {
			MethodParameter meaning = parameter.methodParameter();
			if (meaning != null && parameters.has(parameter) && !used(meaning)) {
				throw unused(parameter.apiName());
			}
		}
		checkSmoothing(options);
		boolean oneLayer = this.methods.stream().anyMatch((method) -> !method.takesLayers());
		if (oneLayer && options.layers().size() > 1) {
			throw new BadParameterException("%s takes one layer.".formatted(names()));
		}
	}

	private void checkSmoothing(MethodOptions options) {
		Smoothing smoothing = options.smoothing();
		if (smoothing == Smoothing.EIGEN && options.score().sign() == Sign.NEGATIVE) {
			throw new BadParameterException(
					"With \"smooth=eigen\" the sign is that of what stands out: leave \"sign\" out.");
		}
		boolean used = switch (smoothing) {
			case NONE -> true;
			case AUG -> used(MethodParameter.SMOOTH_AUG);
			case EIGEN -> used(MethodParameter.SMOOTH_EIGEN);
		};
		if (!used) {
			throw unused("smooth=" + smoothing.apiName());
		}
	}

	private boolean used(MethodParameter parameter) {
		// The saliency of pixels is a gradient of the score.
		boolean pixels = this.detail == Detail.PIXEL
				&& Set.of(MethodParameter.GRADIENT, MethodParameter.SCORE).contains(parameter);
		return pixels || this.methods.stream().anyMatch((method) -> method.parameters().contains(parameter));
	}

	private BadParameterException unused(String parameter) {
		return new BadParameterException(
				"The parameter \"%s\" makes no difference to %s. Leave it out.".formatted(parameter, names()));
	}

	private String names() {
		return this.methods.stream().map(ExplanationMethod::name).collect(Collectors.joining(", "));
	}

}
