package io.heatlens.explain.gradient;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SampleRandom;
import io.heatlens.explain.method.SampledMethod;
import io.heatlens.explain.method.VariantRun;
import io.heatlens.vit.Model;

import org.springframework.stereotype.Component;

/**
 * SmoothGrad (Smilkov et al. 2017, section 3): the mean gradient over copies of the image
 * with Gaussian noise, whose standard deviation is 0.15 of the image's range. The map is
 * the magnitude of that mean, summed over the pixels of each patch: it shows how much a
 * patch matters, but not in which direction.
 */
@Component
class SmoothGrad implements SampledMethod {

	private static final int SAMPLES = 25;

	private static final double NOISE = 0.15;

	@Override
	public String name() {
		return "smooth-grad";
	}

	@Override
	public String summary() {
		return "How strongly the score reacts to each patch, by the mean gradient over noisy images.";
	}

	@Override
	public String paper() {
		return "Smilkov et al. 2017, SmoothGrad: removing noise by adding noise";
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.GRADIENT, MethodParameter.SCORE, MethodParameter.SAMPLES,
				MethodParameter.SEED);
	}

	@Override
	public String cost() {
		return "1 forward + 1 backward a sample";
	}

	@Override
	public int count(Model model, MethodOptions options) {
		return options.samples(SAMPLES);
	}

	@Override
	public VariantRun open(PerturbationContext context) {
		NDArray pixels = context.pixels();
		double deviation = NOISE * (pixels.max().getFloat() - pixels.min().getFloat());
		GradientSamples samples = new GradientSamples(context,
				(i) -> noisy(pixels, SampleRandom.of(context.options().seed(), i), deviation), (i) -> 1);
		return new VariantRun() {

			private int done;

			@Override
			public void run(int from, int to) {
				samples.run(from, to);
				this.done = to;
			}

			@Override
			public RawMap map(int target) {
				NDArray mean = samples.sum(target).div(this.done);
				return RawMap.of(context.model().grid(), Patches.of(context.model()).sum(mean.abs())).get(0);
			}

		};
	}

	private static NDArray noisy(NDArray pixels, Random random, double deviation) {
		float[] noise = new float[Math.toIntExact(pixels.size())];
		for (int i = 0; i < noise.length; i++) {
			noise[i] = (float) (deviation * random.nextGaussian());
		}
		try (NDArray added = pixels.getManager().create(noise, pixels.getShape())) {
			return pixels.add(added);
		}
	}

}
