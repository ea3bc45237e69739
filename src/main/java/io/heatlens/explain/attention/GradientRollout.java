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
 * Gradient rollout (Gildenblat 2020, vit-explain): attention rollout of the positive part
 * of attention times its gradient, averaged over the heads.
 */
@Component
class GradientRollout extends RolloutMethod {

	@Override
	public String name() {
		return "gradient-rollout";
	}

	@Override
	public String summary() {
		return "Attention rollout that counts only the attention that raises the score.";
	}

	@Override
	public String paper() {
		return "Gildenblat 2020, vit-explain, Gradient Attention Rollout";
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.GRADIENT, MethodParameter.SCORE, MethodParameter.SIGN,
				MethodParameter.SMOOTH_AUG);
	}

	@Override
	NDArray fused(Captures captures, Site block, MethodOptions options) {
		return captures.value(block).mul(captures.gradient(block)).maximum(0).mean(new int[] { 1 });
	}

}
