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
import io.heatlens.vit.transformer.BackwardRule;

/**
 * What is compared: each method, and once more with a pruned gradient where it uses one.
 *
 * @param model to be explained
 * @param methods that can explain it
 * @param metrics that measure
 */
record Candidates(Model model, List<ExplanationMethod> methods, List<Metric> metrics) {

	/** Passes an image, beyond which a method has to be asked for. */
	private static final int FEW = 100;

	static Candidates of(Model model, Methods all, List<String> names, List<Metric> metrics) {
		MethodOptions options = MethodOptions.of(model);
		if (names.isEmpty() || names.equals(List.of("all"))) {
			List<ExplanationMethod> able = all.all()
				.stream()
				.filter((method) -> method.objection(model).isEmpty())
				.filter((method) -> !names.isEmpty() || method.passes(model, options, 1).forwards() <= FEW)
				.toList();
			return new Candidates(model, able, metrics);
		}
		List<ExplanationMethod> chosen = names.stream().map(all::get).toList();
		chosen.forEach((method) -> all.check(method, model, options));
		return new Candidates(model, chosen, metrics);
	}

	/**
	 * Makes the requests.
	 * @return plain, then pruned
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
	 * Counts.
	 * @param images how many
	 * @return the passes of all
	 */
	Passes cost(int images) {
		return requests().stream()
			.map((request) -> Cost.of(this.model, request))
			.reduce(Passes::plus)
			.orElseThrow()
			.times(images);
	}

	/**
	 * Looks a method up.
	 * @param name of one of these
	 * @return whether pruning makes a difference to it
	 */
	boolean usesGradient(String name) {
		return this.methods.stream().anyMatch((method) -> method.name().equals(name) && method.usesGradient());
	}

}
