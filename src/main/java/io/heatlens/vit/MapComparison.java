package io.heatlens.vit;

import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.heatlens.engine.Autograd;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.transformer.ForwardHook;
import io.heatlens.vit.transformer.Site;

/**
 * Compares the Grad-CAM maps of two models on coloured random patches.
 *
 * @param one that chooses the class
 * @param other that is compared
 */
record MapComparison(Model one, Model other) {

	private static final int IMAGES = 4;

	/**
	 * Compares.
	 * @return the lowest Pearson correlation of two maps
	 */
	double correlation() {
		return IntStream.range(0, IMAGES).mapToDouble(this::correlation).min().orElseThrow();
	}

	private double correlation(int seed) {
		try (NDManager manager = this.one.weights().newSubManager()) {
			NDArray pixels = pixels(manager, seed);
			int top = (int) this.one.transformer().forward(pixels, ForwardHook.NONE).argMax(1).getLong(0);
			return correlation(map(this.one, pixels, top), map(this.other, pixels, top));
		}
	}

	private NDArray pixels(NDManager manager, int seed) {
		Random random = new Random(seed);
		Grid grid = this.one.grid();
		float[] levels = new float[3 * grid.patches()];
		for (int i = 0; i < levels.length; i++) {
			levels[i] = (float) random.nextGaussian();
		}
		InputSize patch = this.one.patch();
		NDArray covered = manager.create(levels, new Shape(1, 3, grid.rows(), grid.columns()))
			.repeat(2, patch.height())
			.repeat(3, patch.width());
		InputSize input = this.one.input();
		NDArray pixels = manager.zeros(new Shape(1, 3, input.height(), input.width()));
		pixels.set(
				new NDIndex(":, :, :%d, :%d".formatted(grid.rows() * patch.height(), grid.columns() * patch.width())),
				covered);
		return pixels;
	}

	private static NDArray map(Model model, NDArray pixels, int top) {
		Site site = model.defaultSite();
		NDManager manager = pixels.getManager();
		Recorder recorder = new Recorder(Set.of(site), Set.of(site), manager);
		NDArray logits = Autograd.record(() -> model.transformer().forward(pixels, recorder));
		float[] vector = new float[(int) logits.size()];
		vector[top] = 1;
		NDArray gradient = Objects.requireNonNull(
				Autograd.gradients(logits, manager.create(vector, logits.getShape()), recorder.leaves()).get(site));
		String patches = ":, " + model.prefixTokens() + ":";
		return recorder.value(site)
			.get(patches)
			.mul(gradient.get(patches).mean(new int[] { 1 }, true))
			.sum(new int[] { 2 })
			.squeeze(0); // (p)
	}

	// Pearson's
	private static double correlation(NDArray one, NDArray other) {
		NDArray a = one.sub(one.mean());
		NDArray b = other.sub(other.mean());
		return a.mul(b).sum().getFloat() / ((double) a.norm().getFloat() * b.norm().getFloat());
	}

}
