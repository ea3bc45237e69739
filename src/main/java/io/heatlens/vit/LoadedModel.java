package io.heatlens.vit;

import java.util.concurrent.atomic.AtomicInteger;

import ai.djl.ndarray.NDManager;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;

/**
 * What all readings of a model share: its weights and the results of the start-up check.
 *
 * @param description the description of the model
 * @param transformer the transformer with the weights
 * @param pruned the same transformer with {@link BackwardRule#PRUNED}
 * @param sites the results of the check
 * @param prompts the text side of the model, or null if it has none
 * @param weights the manager that owns the memory of the weights
 * @param sessions the number of open sessions
 */
record LoadedModel(ModelDescription description, VisionTransformer transformer, VisionTransformer pruned,
		CheckedSites sites, @Nullable Prompts prompts, NDManager weights, AtomicInteger sessions) {

	/** Creates a model that has passed its check. */
	LoadedModel(ModelDescription description, VisionTransformer transformer, CheckedSites sites,
			@Nullable Prompts prompts, NDManager weights) {
		this(description, transformer, transformer.pruned(), sites, prompts, weights, new AtomicInteger());
	}

	/** Creates a model with the same weights whose output is the pooled vector. */
	LoadedModel pooled() {
		return new LoadedModel(this.description, this.transformer.pooled(), this.pruned.pooled(), this.sites,
				this.prompts, this.weights, this.sessions);
	}

	/**
	 * Counts the arrays and sessions that outlive a pass, so that a leak is noticed.
	 * @return the number of arrays of the model itself, plus the number of open sessions
	 */
	int held() {
		return this.weights.getManagedArrays().size() + this.sessions.get();
	}

	VisionTransformer transformer(BackwardRule rule) {
		return (rule == BackwardRule.PRUNED) ? this.pruned : this.transformer;
	}

	boolean headReadsFewTokens() {
		long tokens = this.transformer.tokenCount(this.transformer.blocks().size() - 1);
		return this.transformer.head().pooling().reads(tokens) < tokens;
	}

}
