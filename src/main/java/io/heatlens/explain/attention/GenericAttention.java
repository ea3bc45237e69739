package io.heatlens.explain.attention;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.Captures;
import io.heatlens.vit.transformer.Site;

import org.springframework.stereotype.Component;

/**
 * The generic attention rule (Chefer et al. 2021b, equations 5 and 6): each block adds to
 * the relevance what the positive part of attention times its gradient passes on,
 * averaged over the heads.
 */
@Component
class GenericAttention extends AttentionMethod {

	@Override
	public String name() {
		return "generic-attention";
	}

	@Override
	public String summary() {
		return "The attention that raises the score, followed from the head down to the patches.";
	}

	@Override
	public String paper() {
		return "Chefer et al. 2021, Generic Attention-model Explainability for Interpreting Bi-Modal and Encoder-Decoder Transformers";
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.GRADIENT, MethodParameter.SCORE, MethodParameter.SIGN,
				MethodParameter.SMOOTH_AUG);
	}

	@Override
	Step step(NDArray relevance, Captures captures, Site block, MethodOptions options) {
		return new Step(relevance.matMul(raising(captures, block)), relevance);
	}

	@Override
	NDArray pooled(Captures captures, Site pooling, MethodOptions options) {
		return raising(captures, pooling);
	}

	// Returns the attention that raises the score, shape (batch, queries, tokens).
	private static NDArray raising(Captures captures, Site attention) {
		return captures.value(attention).mul(captures.gradient(attention)).maximum(0).mean(new int[] { 1 });
	}

}
