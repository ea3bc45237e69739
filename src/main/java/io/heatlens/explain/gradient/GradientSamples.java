package io.heatlens.explain.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.vit.Captures;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.transformer.Site;

/**
 * Sums the pixel gradients of variants of an image, one weighted sum per target.
 */
final class GradientSamples {

	private final PerturbationContext context;

	private final IntFunction<NDArray> variant;

	private final IntToDoubleFunction weight;

	private final List<NDArray> sums = new ArrayList<>();

	/**
	 * Creates sums that are still zero.
	 * @param context the image and the targets to explain
	 * @param variant the function from the index of a sample to its pixels, shape (1,
	 * channels, height, width)
	 * @param weight the function from the index of a sample to the weight of its gradient
	 */
	GradientSamples(PerturbationContext context, IntFunction<NDArray> variant, IntToDoubleFunction weight) {
		this.context = context;
		this.variant = variant;
		this.weight = weight;
		context.targets().forEach((target) -> this.sums.add(context.pixels().zerosLike()));
	}

	void run(int from, int to) {
		NDList variants = new NDList();
		float[] weights = new float[to - from];
		for (int i = from; i < to; i++) {
			variants.add(this.variant.apply(i));
			weights[i - from] = (float) this.weight.applyAsDouble(i);
		}
		try (NDManager scope = this.context.session().scope()) {
			variants.attach(scope);
			NDArray factors = scope.create(weights, new Shape(weights.length, 1, 1, 1));
			try (ForwardPass pass = this.context.session()
				.record(NDArrays.concat(variants), Set.of(Site.PIXELS), Set.of(Site.PIXELS),
						this.context.options().gradient())) {
				for (int target = 0; target < this.sums.size(); target++) {
					add(pass, target, factors);
				}
			}
		}
	}

	private void add(ForwardPass pass, int target, NDArray factors) {
		float[][] vectors = pass.outputs();
		for (int i = 0; i < vectors.length; i++) {
			vectors[i] = this.context.gradient(vectors[i], target);
		}
		try (Captures captures = pass.differentiate(vectors)) {
			NDArray gradient = captures.gradient(Site.PIXELS); // (n,c,height,width)
			this.sums.get(target).addi(gradient.mul(factors).sum(new int[] { 0 }, true));
		}
	}

	/**
	 * The weighted sum of the gradients so far.
	 * @param target the index among the targets
	 * @return the sum, shape (1, channels, height, width)
	 */
	NDArray sum(int target) {
		return this.sums.get(target);
	}

}
