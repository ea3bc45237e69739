package io.heatlens.explain.gradient;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SampledMethod;
import io.heatlens.explain.method.VariantRun;
import io.heatlens.vit.Model;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

import org.springframework.stereotype.Component;

/**
 * Integrated gradients (Sundararajan et al. 2017, equation 1): pixels times the mean of
 * their gradient on the straight path from a baseline to the image, summed over the
 * pixels of each patch. The difference between image and baseline takes the place of the
 * pixels. The mean is computed by Gauss-Legendre quadrature.
 */
@Component
class IntegratedGradients implements SampledMethod {

	@Override
	public String name() {
		return "integrated-gradients";
	}

	@Override
	public String summary() {
		return "Pixels times their mean gradient on the path from a baseline (the mean colour by default), summed over each patch.";
	}

	@Override
	public String paper() {
		return "Sundararajan et al. 2017, Axiomatic Attribution for Deep Networks";
	}

	@Override
	public boolean linear() {
		return true;
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.GRADIENT, MethodParameter.SCORE, MethodParameter.SIGN, MethodParameter.STEPS,
				MethodParameter.BASELINE);
	}

	@Override
	public String cost() {
		return "1 forward + 1 backward a step";
	}

	@Override
	public int count(Model model, MethodOptions options) {
		return options.steps();
	}

	@Override
	public boolean stopsEarly() {
		return false;
	}

	@Override
	public VariantRun open(PerturbationContext context) {
		NDArray pixels = context.pixels();
		GaussIntegrator nodes = new GaussIntegratorFactory().legendre(context.options().steps(), 0, 1);
		NDArray baseline = context.options().baseline().of(context.model(), pixels);
		NDArray difference = pixels.sub(baseline);
		GradientSamples samples = new GradientSamples(context, (i) -> {
			try (NDArray way = difference.mul(nodes.getPoint(i))) {
				return baseline.add(way);
			}
		}, nodes::getWeight);
		return new VariantRun() {

			@Override
			public void run(int from, int to) {
				samples.run(from, to);
			}

			@Override
			public RawMap map(int target) {
				return RawMap
					.of(context.model().grid(), Patches.of(context.model()).sum(difference.mul(samples.sum(target))))
					.get(0);
			}

		};
	}

}
