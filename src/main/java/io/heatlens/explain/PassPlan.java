package io.heatlens.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.heatlens.explain.gradient.PixelSaliency;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.ScoreFunction;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.BackwardRule;
import io.heatlens.vit.transformer.Site;

/**
 * Several {@link SinglePassMethod}s: one forward pass for all, and one backward pass a
 * target for those that explain the same number.
 *
 * @param model that is asked
 * @param methods that make maps; without any only logits are computed
 * @param options of the methods
 */
record PassPlan(Model model, List<SinglePassMethod> methods, MethodOptions options) {

	PassPlan {
		methods = List.copyOf(methods);
	}

	static PassPlan of(Model model, ExplanationRequest request) {
		List<SinglePassMethod> methods = new ArrayList<>(request.methods(SinglePassMethod.class));
		if (request.detail() == Detail.PIXEL) {
			methods.add(PixelSaliency.METHOD);
		}
		return new PassPlan(model, methods, request.options());
	}

	/**
	 * Counts the backward passes of a target.
	 * @return one for each number that is differentiated
	 */
	long backwards() {
		return groups().keySet().stream().flatMap(Optional::stream).count();
	}

	/**
	 * Leaves out what only makes maps finer.
	 * @return the same without pixels' gradients
	 */
	PassPlan withoutDetail() {
		return new PassPlan(this.model,
				this.methods.stream().filter((method) -> method != PixelSaliency.METHOD).toList(), this.options);
	}

	/**
	 * Joins what the methods want.
	 * @return the forward pass that serves them all
	 */
	SharedPass pass() {
		Set<Site> sites = new HashSet<>();
		Set<Site> differentiable = new HashSet<>();
		for (SinglePassMethod method : this.methods) {
			Set<Site> wanted = method.sites(this.model, this.options);
			sites.addAll(wanted);
			if (method.usesGradient()) {
				differentiable.addAll(wanted);
			}
		}
		return new SharedPass(this.model, sites, differentiable,
				differentiable.isEmpty() ? BackwardRule.PLAIN : this.options.gradient(), takesMore() ? this : null);
	}

	// Whether a target takes more than this pass and one back, as it does where a method
	// that sees no site runs passes of its own.
	private boolean takesMore() {
		return backwards() > 1 || this.options.smoothing() == Smoothing.AUG || this.methods.stream()
			.anyMatch((method) -> method.usesGradient() && method.sites(this.model, this.options).isEmpty());
	}

	/**
	 * Sorts the methods.
	 * @return by the number that is differentiated, if any
	 */
	Map<Optional<ScoreFunction>, List<SinglePassMethod>> groups() {
		Map<Optional<ScoreFunction>, List<SinglePassMethod>> groups = new LinkedHashMap<>();
		for (SinglePassMethod method : this.methods) {
			boolean backward = method.usesGradient() && !method.sites(this.model, this.options).isEmpty();
			groups
				.computeIfAbsent(backward ? Optional.of(method.scalar(this.options)) : Optional.empty(),
						(scalar) -> new ArrayList<>())
				.add(method);
		}
		return groups;
	}

}
