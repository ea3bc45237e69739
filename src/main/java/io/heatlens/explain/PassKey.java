package io.heatlens.explain;

import java.util.HashSet;
import java.util.Set;

import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.vit.Model;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import org.jspecify.annotations.Nullable;

/**
 * The forward pass that a request needs. Requests with equal keys can share a batch,
 * whatever their methods and targets; {@link io.heatlens.engine.Batcher} then decides
 * which of them do.
 *
 * @param model the model to run
 * @param sites the sites to capture
 * @param differentiable those of the sites whose gradients are captured too
 * @param gradient what backward passes treat as constant
 * @param only the plan of the requests that may share the pass; null if all may
 */
record PassKey(Model model, Set<Site> sites, Set<Site> differentiable, BackwardRule gradient, @Nullable PassPlan only) {

	PassKey {
		sites = Set.copyOf(sites);
		differentiable = Set.copyOf(differentiable);
	}

	/**
	 * Determines the forward pass that serves all methods of a plan. A request whose
	 * targets take extra passes would delay the others, so it shares a batch only with
	 * requests that have the same plan.
	 * @param plan of the request
	 * @return the key of the pass
	 */
	static PassKey of(PassPlan plan) {
		Set<Site> sites = new HashSet<>();
		Set<Site> differentiable = new HashSet<>();
		for (SinglePassMethod method : plan.methods()) {
			Set<Site> wanted = method.sites(plan.model(), plan.options());
			sites.addAll(wanted);
			if (method.usesGradient()) {
				differentiable.addAll(wanted);
			}
		}
		if (plan.pixelSaliency()) {
			sites.add(Site.PIXELS);
			differentiable.add(Site.PIXELS);
		}
		return new PassKey(plan.model().source(), sites, differentiable,
				differentiable.isEmpty() ? BackwardRule.PLAIN : plan.options().gradient(),
				plan.takesExtraPasses() ? plan : null);
	}

}
