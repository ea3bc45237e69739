package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import org.jspecify.annotations.Nullable;

/**
 * The final LayerNorm, pooling and classifier (Dosovitskiy et al. 2021, equation 4). The
 * head of an embedding model has a projection instead of a classifier, or neither.
 *
 * @param norm the LayerNorm of every token before pooling, or null
 * @param pooling which tokens are read, and how
 * @param fcNorm the LayerNorm of the pooled vector, or null
 * @param last the classifier or projection, shape (outputs, pooled size), or null if the
 * pooled vector is the output
 */
public record Head(@Nullable LayerNorm norm, Pooling pooling, @Nullable LayerNorm fcNorm, @Nullable Linear last) {

	/**
	 * Computes the outputs of the model.
	 * @param tokens the tokens that the pooling reads, shape (batch, tokens, dim)
	 * @param prefixTokens the number of tokens before the patches
	 * @param depth the number of blocks
	 * @param hook the hook that is called with the weights of an attention pooling
	 * @return the logits or vectors, shape (batch, outputs)
	 */
	public NDArray forward(NDArray tokens, int prefixTokens, int depth, ForwardHook hook) {
		NDArray normed = (this.norm != null) ? this.norm.forward(tokens) : tokens;
		NDArray pooled = this.pooling.forward(normed, prefixTokens, depth, hook); // (b,pooled)
		NDArray vector = (this.fcNorm != null) ? this.fcNorm.forward(pooled) : pooled;
		return (this.last != null) ? this.last.forward(vector) : vector;
	}

	/**
	 * Creates this head without its classifier or projection.
	 * @return a head whose output is the pooled vector
	 */
	public Head pooled() {
		return new Head(this.norm, this.pooling, this.fcNorm, null);
	}

	/** Creates this head with {@link BackwardRule#PRUNED}. */
	public Head pruned() {
		return new Head((this.norm != null) ? this.norm.pruned() : null, this.pooling.pruned(),
				(this.fcNorm != null) ? this.fcNorm.pruned() : null, this.last);
	}

}
