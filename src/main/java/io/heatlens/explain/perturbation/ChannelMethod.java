package io.heatlens.explain.perturbation;

import java.util.EnumSet;
import java.util.Set;

import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Passes;
import io.heatlens.explain.method.SampledMethod;
import io.heatlens.vit.Model;

/**
 * Base class of the class activation maps that measure the effect of each channel of a
 * layer on its own, without a gradient.
 */
abstract class ChannelMethod implements SampledMethod {

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.LAYER, MethodParameter.SCORE);
	}

	@Override
	public boolean takesLayers() {
		return false;
	}

	@Override
	public int count(Model model, MethodOptions options) {
		return model.dimension(options.layers().get(0));
	}

	@Override
	public Passes passes(Model model, MethodOptions options, int targets) {
		return new Passes(1 + (long) count(model, options), 0);
	}

}
