package io.heatlens.explain.gradient;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.CapturedBatch;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.Site;

import org.springframework.stereotype.Component;

/**
 * Input x gradient (Shrikumar et al. 2016): pixels times their gradient, summed over the
 * pixels of each patch.
 */
@Component
class InputXGradient implements SinglePassMethod {

	@Override
	public String name() {
		return "input-x-gradient";
	}

	@Override
	public String summary() {
		return "Pixels times their gradient, summed over each patch.";
	}

	@Override
	public String paper() {
		return "Shrikumar et al. 2016, Not Just a Black Box: Learning Important Features Through Propagating Activation Differences";
	}

	@Override
	public boolean linear() {
		return true;
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.GRADIENT, MethodParameter.SCORE, MethodParameter.SIGN,
				MethodParameter.SMOOTH_AUG);
	}

	@Override
	public Set<Site> sites(Model model, MethodOptions options) {
		return Set.of(Site.PIXELS);
	}

	@Override
	public List<RawMap> map(CapturedBatch batch) {
		NDArray products = batch.captures().value(Site.PIXELS).mul(batch.captures().gradient(Site.PIXELS));
		return RawMap.of(batch.model().grid(), Patches.of(batch.model()).sum(products));
	}

}
