package io.heatlens.batch;

import java.util.ArrayList;
import java.util.List;

import io.heatlens.explain.Cost;
import io.heatlens.explain.Detail;
import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.Methods;
import io.heatlens.explain.Target;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.Passes;
import io.heatlens.explain.metric.Metric;
import io.heatlens.vit.Model;
import io.heatlens.vit.Task;
import io.heatlens.vit.layer.BackwardRule;

/**
 * The methods to compare on one model. A method that uses a gradient is measured twice,
 * with the plain and with the pruned gradient.
 *
 * @param model the model to explain
 * @param methods the methods, each of which can explain the model
 * @param metrics the metrics to measure with
 */
record Candidates(Model model, List<ExplanationMethod> methods, List<Metric> metrics) {

	/**
	 * The largest number of forward passes per image of a method that is measured by
	 * default.
	 */
	private static final int FEW = 100;

	static Candidates of(Model model, Methods all, List<String> names, List<Metric> metrics) {
		Task.requireClasses(model);
		if (!model.problemType().hasProbabilities()) {
			throw new CommandException(
					"The model \"%s\" %s, but metrics measure probabilities. Choose another with --model=NAME."
						.formatted(model.name(), model.problemType().whyNoProbabilities()));
		}
		MethodOptions options = MethodOptions.of(model);
		if (names.isEmpty() || names.equals(List.of("all"))) {
			List<ExplanationMethod> supported = all.all()
				.stream()
				.filter((method) -> method.incompatibility(model).isEmpty())
				.filter((method) -> !names.isEmpty() || method.passes(model, options, 1).forwards() <= FEW)
				.toList();
			return new Candidates(model, supported, metrics);
		}
		List<ExplanationMethod> chosen = names.stream().map(all::get).toList();
		chosen.forEach((method) -> all.check(method, model, options));
		return new Candidates(model, chosen, metrics);
	}

	/**
	 * Creates the requests that measure the methods.
	 * @return a request with the plain gradient for all methods, then one with the pruned
	 * gradient for those that use a gradient, if there are any
	 */
	List<ExplanationRequest> requests() {
		List<ExplanationRequest> requests = new ArrayList<>(List.of(request(BackwardRule.PLAIN, this.methods)));
		List<ExplanationMethod> pruned = this.methods.stream().filter(ExplanationMethod::usesGradient).toList();
		if (!pruned.isEmpty()) {
			requests.add(request(BackwardRule.PRUNED, pruned));
		}
		return requests;
	}

	private ExplanationRequest request(BackwardRule gradient, List<ExplanationMethod> methods) {
		return new ExplanationRequest(methods, new Target.Top(1), MethodOptions.of(this.model).withGradient(gradient),
				Normalization.MAX, null, Detail.PATCH, this.metrics);
	}

	/**
	 * Computes the cost of measuring images.
	 * @param images the number of images
	 * @return the passes of all requests
	 */
	Passes cost(int images) {
		return requests().stream()
			.map((request) -> Cost.of(this.model, request))
			.reduce(Passes::plus)
			.orElseThrow()
			.times(images);
	}

	/**
	 * Checks whether a method uses a gradient, so that pruning makes a difference to it.
	 * @param name the name of one of these methods
	 * @return whether it uses a gradient
	 */
	boolean usesGradient(String name) {
		return this.methods.stream().anyMatch((method) -> method.name().equals(name) && method.usesGradient());
	}

}
