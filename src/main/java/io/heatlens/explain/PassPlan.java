package io.heatlens.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.ScoreFunction;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.vit.Model;

/**
 * What the {@link SinglePassMethod}s of a request need: one forward pass for all of them
 * and, per target, one backward pass for each score that they differentiate.
 *
 * @param model the model to run
 * @param methods the methods that make maps; empty if only logits are wanted
 * @param pixelSaliency whether the saliency of the pixels is computed as well
 * @param options the options of the methods
 */
record PassPlan(Model model, List<SinglePassMethod> methods, boolean pixelSaliency, MethodOptions options) {

	PassPlan {
		methods = List.copyOf(methods);
	}

	static PassPlan of(Model model, ExplanationRequest request) {
		return new PassPlan(model, request.methods(SinglePassMethod.class), request.detail() == Detail.PIXEL,
				request.options());
	}

	/**
	 * Creates the plan of a prediction.
	 * @param model the model to run
	 * @return a plan that computes logits only
	 */
	static PassPlan ofPrediction(Model model) {
		return new PassPlan(model, List.of(), false, MethodOptions.of(model));
	}

	PassPlan withoutPixelSaliency() {
		return new PassPlan(this.model, this.methods, false, this.options);
	}

	/**
	 * The forward pass that serves all methods.
	 * @return the key of that pass
	 */
	PassKey key() {
		return PassKey.of(this);
	}

	/**
	 * Whether a target takes more than the shared forward pass and one backward pass.
	 * @return true if a method of this plan would delay requests with other plans
	 */
	boolean takesExtraPasses() {
		return backwardGroups().size() > 1 || this.options.smoothing() == Smoothing.AUG
				|| this.methods.stream().anyMatch((method) -> method.usesGradient() && !readsGradient(method));
	}

	// A method that uses gradients but reads no site runs passes of its own.
	private boolean readsGradient(SinglePassMethod method) {
		return method.usesGradient() && !method.sites(this.model, this.options).isEmpty();
	}

	/**
	 * Selects the methods that read their maps from the forward pass.
	 * @return the methods in the order of the request
	 */
	List<SinglePassMethod> forwardMethods() {
		return this.methods.stream().filter((method) -> !readsGradient(method)).toList();
	}

	/**
	 * Groups the methods that read their maps from the same backward pass.
	 * @return one group per score, in the order of the request
	 */
	List<BackwardGroup> backwardGroups() {
		Map<ScoreFunction, List<SinglePassMethod>> groups = new LinkedHashMap<>();
		for (SinglePassMethod method : this.methods) {
			if (readsGradient(method)) {
				groups.computeIfAbsent(method.score(this.options), (score) -> new ArrayList<>()).add(method);
			}
		}
		if (this.pixelSaliency) {
			groups.computeIfAbsent(this.options.score(), (score) -> new ArrayList<>());
		}
		return groups.entrySet()
			.stream()
			.map((group) -> new BackwardGroup(group.getKey(), group.getValue(),
					this.pixelSaliency && group.getKey().equals(this.options.score())))
			.toList();
	}

	/**
	 * The methods that read their maps from the same backward pass.
	 *
	 * @param score the score that is differentiated
	 * @param methods the methods; empty if only the saliency of the pixels is read
	 * @param pixelSaliency whether the saliency of the pixels is read as well
	 */
	record BackwardGroup(ScoreFunction score, List<SinglePassMethod> methods, boolean pixelSaliency) {

		BackwardGroup {
			methods = List.copyOf(methods);
		}

	}

}
