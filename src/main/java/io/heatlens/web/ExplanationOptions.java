package io.heatlens.web;

import java.util.List;

import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.Methods;
import io.heatlens.explain.Normalization;
import io.heatlens.explain.Target;
import io.heatlens.render.ColorMap;
import io.heatlens.render.Interpolation;
import io.heatlens.render.RenderOptions;
import io.heatlens.render.View;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;

/**
 * What a client asked for, checked before its image is looked at.
 *
 * @param model that is asked
 * @param request what to explain
 * @param render how a picture is drawn
 */
record ExplanationOptions(Model model, ExplanationRequest request, RenderOptions render) {

	static ExplanationOptions of(RequestParameters parameters, ModelStore models, Methods methods) {
		Model model = models.get(parameters.one(ApiParameter.MODEL));
		String method = parameters.one(ApiParameter.METHOD);
		String layer = parameters.one(ApiParameter.LAYER);
		ExplanationRequest request = new ExplanationRequest(methods.get((method != null) ? method : Methods.DEFAULT),
				target(parameters, model), model.site((layer != null) ? layer : ""),
				parameters.choice(ApiParameter.NORMALIZE, Normalization.MAX));
		RenderOptions render = new RenderOptions(parameters.choice(ApiParameter.VIEW, View.OVERLAY),
				parameters.choice(ApiParameter.COLORMAP, ColorMap.TURBO), parameters.share(ApiParameter.OPACITY, 0.5),
				parameters.choice(ApiParameter.INTERPOLATION, Interpolation.BILINEAR));
		return new ExplanationOptions(model, request, render);
	}

	private static Target target(RequestParameters parameters, Model model) {
		List<String> targets = parameters.all(ApiParameter.TARGET);
		int top = parameters.number(ApiParameter.TOP, 0, 1, 10);
		if (targets.isEmpty()) {
			return new Target.Top(Math.max(top, 1));
		}
		if (top > 0) {
			throw new BadParameterException("The parameter \"top\" cannot be used together with \"target\".");
		}
		if (targets.size() > 10) {
			throw new BadParameterException(
					"The parameter \"target\" takes at most 10 classes, but there are %d.".formatted(targets.size()));
		}
		return new Target.Classes(targets.stream().map(model.labels()::find).toList());
	}

	/**
	 * Checks that the answer fits one picture.
	 * @throws BadParameterException if it does not
	 */
	void checkFitsPng() {
		if ((request().target() instanceof Target.Top top && top.count() != 1)
				|| (request().target() instanceof Target.Classes classes && classes.indices().size() != 1)) {
			throw new BadParameterException(
					"A PNG shows one class, so with it \"top\" takes 1 and \"target\" one class. For several send Accept: application/json.");
		}
		if (request().normalization() == Normalization.NONE) {
			throw new BadParameterException(
					"A PNG needs values from 0 to 1, so with it \"normalize\" takes max or minmax. For the raw numbers send Accept: application/json.");
		}
	}

}
