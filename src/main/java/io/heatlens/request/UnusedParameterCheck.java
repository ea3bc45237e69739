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
 * Rejects parameters that make no difference, so that none of them is silently ignored.
 *
 * @param methods the methods of the request
 * @param detail the resolution of their maps
 */
record UnusedParameterCheck(List<ExplanationMethod> methods, Detail detail) {

	/**
	 * Checks the parameters of the methods.
	 * @param parameters the parameters that were sent
	 * @param options the options that were read from them
	 * @throws BadParameterException if none of the methods uses one of the parameters, or
	 * if one of them takes only one layer and there are several
	 */
	void check(Parameters parameters, MethodOptions options) {
		for (ApiParameter parameter : ApiParameter.values()) {
			MethodParameter methodParameter = parameter.methodParameter();
			if (methodParameter != null && parameters.has(parameter) && !used(methodParameter)) {
				throw unused(parameter.apiName());
			}
		}
		checkSmoothing(options);
		List<ExplanationMethod> ofOneLayer = this.methods.stream().filter((method) -> !method.takesLayers()).toList();
		if (!ofOneLayer.isEmpty() && options.layers().size() > 1) {
			throw new BadParameterException("The parameter \"layer\" takes one value for %s, but there are %d."
				.formatted(names(ofOneLayer), options.layers().size()));
		}
	}

	private void checkSmoothing(MethodOptions options) {
		Smoothing smoothing = options.smoothing();
		if (smoothing == Smoothing.EIGEN && options.score().sign() == Sign.NEGATIVE) {
			throw new BadParameterException(
					"With \"smooth=eigen\" the map does not depend on the sign of the score. Leave \"sign\" out.");
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
		return new BadParameterException("The parameter \"%s\" makes no difference to %s. Leave it out."
			.formatted(parameter, names(this.methods)));
	}

	private static String names(List<ExplanationMethod> methods) {
		return methods.stream().map(ExplanationMethod::name).collect(Collectors.joining(", "));
	}

}
