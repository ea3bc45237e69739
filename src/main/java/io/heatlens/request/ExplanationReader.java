package io.heatlens.request;

import java.util.ArrayList;
import java.util.List;

import io.heatlens.explain.Detail;
import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.Methods;
import io.heatlens.explain.Target;
import io.heatlens.explain.UnsupportedMethodException;
import io.heatlens.explain.method.AveragePooling;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.metric.Metric;
import io.heatlens.explain.metric.Metrics;
import io.heatlens.render.ColorMap;
import io.heatlens.render.Interpolation;
import io.heatlens.render.RenderOptions;
import io.heatlens.render.View;
import io.heatlens.vit.Model;

import org.springframework.stereotype.Component;

/**
 * Reads the parameters of an explanation, and checks that the model can be explained in
 * that way.
 */
@Component
public class ExplanationReader {

	private static final int MOST_CLASSES = 10;

	private final ModelReader models;

	private final Methods methods;

	private final Metrics metrics;

	ExplanationReader(ModelReader models, Methods methods, Metrics metrics) {
		this.models = models;
		this.methods = methods;
		this.metrics = metrics;
	}

	/**
	 * Reads the parameters of an explanation.
	 * @param parameters the parameters that were sent
	 * @return the options that they describe
	 * @throws BadParameterException if a parameter has a value that it does not take, or
	 * if none of the methods uses it
	 * @throws io.heatlens.explain.UnsupportedMethodException if one of the methods cannot
	 * explain the model
	 */
	public ExplanationOptions read(Parameters parameters) {
		Model model = this.models.read(parameters);
		return read(parameters, model, target(parameters, model));
	}

	/**
	 * Reads the parameters of a comparison of images.
	 * @param parameters the parameters that were sent
	 * @return the options that they describe, for a comparison with one reference
	 * @throws BadParameterException if a parameter has a value that it does not take, or
	 * if none of the methods uses it
	 * @throws io.heatlens.explain.UnsupportedMethodException if one of the methods cannot
	 * explain a similarity
	 */
	public ExplanationOptions readComparison(Parameters parameters) {
		methods(parameters).stream().filter(ExplanationMethod::comparesClasses).findFirst().ifPresent((method) -> {
			throw new UnsupportedMethodException(method.name(), "it compares classes, and a similarity has none",
					Methods.DEFAULT);
		});
		return read(parameters, this.models.readEmbedder(parameters), new Target.EachOther(1));
	}

	private ExplanationOptions read(Parameters parameters, Model model, Target target) {
		List<ExplanationMethod> methods = methods(parameters);
		MethodOptions options = new MethodReader(parameters, model).read();
		Detail detail = parameters.choice(ApiParameter.DETAIL, Detail.PATCH);
		AveragePooling pooling = new PoolingReader(parameters,
				methods.stream().map((method) -> method.grid(model, options)).distinct().toList())
			.read();
		if (pooling != null && detail == Detail.PIXEL) {
			throw new BadParameterException(
					"\"pool\" makes a map coarser, and \"detail=pixel\" makes it finer. Send only one of them.");
		}
		if (parameters.has(ApiParameter.EVALUATE) && options.score().sign() == Sign.NEGATIVE) {
			throw new BadParameterException(
					"\"evaluate\" measures evidence for the target, but \"sign=negative\" asks for evidence against it. Send only one of them.");
		}
		new UnusedParameterCheck(methods, detail).check(parameters, options);
		ScaleReader scale = new ScaleReader(parameters);
		methods.forEach((method) -> this.methods.check(method, model, options));
		ExplanationRequest request = new ExplanationRequest(methods, target, options,
				parameters.choice(ApiParameter.NORMALIZE, Normalization.MAX), pooling, detail, scale.read(),
				scale.selection(), metrics(parameters, model));
		return new ExplanationOptions(model, request, render(parameters), parameters.flag(ApiParameter.DRY_RUN, false));
	}

	private List<ExplanationMethod> methods(Parameters parameters) {
		List<String> names = parameters.all(ApiParameter.METHOD);
		if (names.isEmpty()) {
			return List.of(this.methods.get(Methods.DEFAULT));
		}
		// The name of a method can end with a plus. If the client did not escape it, it
		// arrives as a space.
		return names.stream().map((name) -> this.methods.get(name.replaceAll(" (?= *$)", "+"))).distinct().toList();
	}

	private List<Metric> metrics(Parameters parameters, Model model) {
		if (parameters.has(ApiParameter.EVALUATE) && !model.problemType().hasProbabilities()) {
			throw new BadParameterException(
					"The parameter \"evaluate\" measures probabilities, but the model \"%s\" %s. Leave it out."
						.formatted(model.name(), model.problemType().whyNoProbabilities()));
		}
		List<Metric> chosen = new ArrayList<>();
		for (String name : parameters.all(ApiParameter.EVALUATE)) {
			chosen.add(this.metrics.find(name)
				.orElseThrow(() -> BadParameterException.choice(ApiParameter.EVALUATE, name, this.metrics.names())));
		}
		return chosen.stream().distinct().toList();
	}

	private static Target target(Parameters parameters, Model model) {
		List<String> targets = parameters.all(ApiParameter.TARGET);
		List<String> perImage = parameters.all(ApiParameter.TARGETS);
		Integer top = parameters.number(ApiParameter.TOP, 1, 10);
		if (!perImage.isEmpty()) {
			if (top != null || !targets.isEmpty()) {
				throw new BadParameterException(
						"The parameter \"targets\" cannot be used together with \"target\" or \"top\".");
			}
			List<List<Integer>> classes = perImage.stream()
				.map((list) -> model.labels().findAll(list, MOST_CLASSES))
				.toList();
			classes.forEach((list) -> checkCount(ApiParameter.TARGETS, list));
			return new Target.PerImage(classes);
		}
		if (targets.isEmpty()) {
			return new Target.Top((top != null) ? top : 1);
		}
		if (top != null) {
			throw new BadParameterException("The parameter \"top\" cannot be used together with \"target\".");
		}
		checkCount(ApiParameter.TARGET, targets);
		return new Target.Classes(targets.stream().map(model.labels()::find).toList());
	}

	private static void checkCount(ApiParameter parameter, List<?> classes) {
		if (classes.size() > MOST_CLASSES) {
			throw new BadParameterException("The parameter \"%s\" takes at most %d classes%s, but there are more."
				.formatted(parameter.apiName(), MOST_CLASSES, (parameter == ApiParameter.TARGETS) ? " per image" : ""));
		}
	}

	private static RenderOptions render(Parameters parameters) {
		return new RenderOptions(parameters.choice(ApiParameter.VIEW, View.OVERLAY),
				parameters.choice(ApiParameter.COLORMAP, ColorMap.TURBO), parameters.share(ApiParameter.OPACITY, 0.5),
				parameters.choice(ApiParameter.INTERPOLATION, Interpolation.BILINEAR));
	}

}
