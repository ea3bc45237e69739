package io.heatlens.explain;

import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.Passes;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.explain.metric.Metric;
import io.heatlens.vit.Model;

/**
 * Counts the passes that a request takes, without running any of them.
 */
public final class Cost {

	private Cost() {
	}

	/**
	 * Counts the passes for one image.
	 * @param model the model to explain
	 * @param request what to explain, and how
	 * @return the passes through the model; a pass that several methods share counts once
	 */
	public static Passes of(Model model, ExplanationRequest request) {
		int targets = request.target().count();
		Passes passes = shared(model, request, targets);
		for (ExplanationMethod method : request.methods()) {
			boolean again = method instanceof SinglePassMethod && request.options().smoothing() == Smoothing.AUG;
			passes = passes
				.plus(method.passes(model, request.options(), targets).times(again ? Augmentation.VERSIONS : 1));
		}
		for (Metric metric : request.metrics()) {
			long variants = request.methods()
				.stream()
				.mapToLong((method) -> metric.count(method.grid(model, request.options()).patches()))
				.sum();
			passes = passes.plus(new Passes(2 * variants * targets, 0));
		}
		return passes;
	}

	/**
	 * Counts the passes for several images.
	 * @param model the model to explain
	 * @param request what to explain, and how
	 * @param images the number of images
	 * @return the passes of all images together
	 */
	public static Passes of(Model model, ExplanationRequest request, int images) {
		Passes passes = new Passes(0, 0);
		for (int image = 0; image < images; image++) {
			passes = passes.plus(of(model, request.with(request.target().part(image, image + 1))));
		}
		return passes;
	}

	private static Passes shared(Model model, ExplanationRequest request, int targets) {
		PassPlan plan = PassPlan.of(model, request);
		Passes once = passes(plan, targets);
		return (request.options().smoothing() != Smoothing.AUG) ? once
				: once.plus(passes(plan.withoutPixelSaliency(), targets).times(Augmentation.VERSIONS - 1L));
	}

	private static Passes passes(PassPlan plan, int targets) {
		return new Passes(1, (long) plan.backwardGroups().size() * targets);
	}

}
