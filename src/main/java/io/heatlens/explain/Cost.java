package io.heatlens.explain;

import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.Passes;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.explain.metric.Metric;
import io.heatlens.vit.Model;

/**
 * Says what a request would cost, without running anything.
 */
public final class Cost {

	private Cost() {
	}

	/**
	 * Counts the passes of one image.
	 * @param model that would be asked
	 * @param request what would be explained
	 * @return passes through the model, of which those of single-pass methods and targets
	 * are shared
	 */
	public static Passes of(Model model, ExplanationRequest request) {
		int targets = (request.target() instanceof Target.Classes classes) ? classes.indices().size()
				: ((Target.Top) request.target()).count();
		Passes passes = shared(model, request, targets);
		for (ExplanationMethod method : request.methods()) {
			boolean again = method instanceof SinglePassMethod && request.options().smoothing() == Smoothing.AUG;
			passes = passes
				.plus(method.passes(model, request.options(), targets).times(again ? Augmentation.VERSIONS : 1));
		}
		for (Metric metric : request.metrics()) {
			long variants = 2L * metric.count(model.grid().patches());
			passes = passes.plus(new Passes(variants * request.methods().size() * targets, 0));
		}
		return passes;
	}

	private static Passes shared(Model model, ExplanationRequest request, int targets) {
		long backwards = PassPlan.of(model, request).backwards() * targets;
		Passes once = new Passes(1, backwards);
		if (request.options().smoothing() != Smoothing.AUG) {
			return once;
		}
		long again = new PassPlan(model, request.methods(SinglePassMethod.class), request.options()).backwards();
		return once.plus(new Passes(1, again * targets).times(Augmentation.VERSIONS - 1L));
	}

}
