package io.heatlens.vit;

import java.util.Objects;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.heatlens.engine.Autograd;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.VisionTransformer;

/**
 * Compares the gradient at a site with central differences, for the one value of the
 * patch tokens that has the largest gradient.
 *
 * @param transformer the model to check
 * @param site the layer to check
 * @param pixels one image, shape (1, channels, height, width)
 */
record DifferenceCheck(VisionTransformer transformer, Site site, NDArray pixels) {

	/**
	 * The steps, relative to the mean magnitude of the activations. If a step is too
	 * small, rounding dominates; if it is too large, curvature does.
	 */
	private static final double[] STEPS = { 0.3, 0.1, 0.03, 0.01 };

	private static final double TOLERANCE = 0.05;

	void run() {
		int prefixTokens = this.transformer.prefixTokens();
		Recorder recorder = new Recorder(Set.of(this.site), Set.of(this.site), this.pixels.getManager());
		NDArray logits = Autograd.record(() -> this.transformer.forward(this.pixels, recorder)); // (1,c)
		int top = (int) logits.argMax().getLong();
		NDArray vector = logits.zerosLike();
		vector.set(new NDIndex(0, top), 1);
		NDArray gradient = Objects.requireNonNull(Autograd.gradients(logits, vector, recorder.leaves()).get(this.site));
		long dim = gradient.getShape().get(2);
		long index = prefixTokens * dim + gradient.get(":, " + prefixTokens + ":").abs().flatten().argMax().getLong();
		compare(gradient.flatten().getFloat(index), index, top, recorder.value(this.site).abs().mean().getFloat());
	}

	private void compare(double gradient, long index, int top, double magnitude) {
		double closest = Double.NaN;
		for (double share : STEPS) {
			double step = share * magnitude;
			double up = logit(index, step, top);
			double down = logit(index, -step, top);
			double difference = (up - down) / (2 * step);
			// This is the smallest difference that float32 can resolve at this step.
			double noise = 4 * Math.ulp((float) Math.max(Math.abs(up), Math.abs(down))) / step;
			if (Math.abs(difference - gradient) <= TOLERANCE * Math.abs(gradient) + noise) {
				return;
			}
			closest = difference;
		}
		throw new InvalidModelException("the gradient at %s is %g, but central differences give %g"
			.formatted(this.site.name(), gradient, closest));
	}

	private double logit(long index, double step, int top) {
		NDArray logits = this.transformer.forward(this.pixels, (at, value) -> {
			if (!at.equals(this.site)) {
				return value;
			}
			float[] moved = value.toFloatArray();
			moved[(int) index] += (float) step;
			return value.getManager().create(moved, value.getShape());
		});
		return logits.getFloat(0, top);
	}

}
