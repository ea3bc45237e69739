package io.heatlens.explain;

import java.util.Set;

import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the forward pass that a request needs. Requests with equal keys can share a
 * batch, even if their methods and targets differ.
 *
 * @param model the model to run
 * @param sites the sites whose values are captured
 * @param differentiable the sites among them whose gradients are captured too
 * @param gradient what backward passes treat as constant
 * @param only the plan that all requests of the batch have; {@code null} if their plans
 * may differ
 */
record PassKey(Model model, Set<Site> sites, Set<Site> differentiable, BackwardRule gradient, @Nullable PassPlan only) {

	PassKey {
		sites = Set.copyOf(sites);
		differentiable = Set.copyOf(differentiable);
	}

}
