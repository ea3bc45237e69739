package io.heatlens.explain;

import java.util.Set;

import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import org.jspecify.annotations.Nullable;

/**
 * Which forward pass a request needs. Requests with equal keys share a batch, whatever
 * their methods and targets.
 *
 * @param model the model to run
 * @param sites whose values are captured
 * @param differentiable those of them whose gradients are captured too
 * @param gradient what backward passes treat as constant
 * @param only the plan of the requests that may share the pass; null if all requests may
 */
record PassKey(Model model, Set<Site> sites, Set<Site> differentiable, BackwardRule gradient, @Nullable PassPlan only) {

	PassKey {
		sites = Set.copyOf(sites);
		differentiable = Set.copyOf(differentiable);
	}

}
