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
import io.heatlens.vit.transformer.VisionTransformer;

/**
 * Compares the Grad-CAM maps of two versions of a model on random images, in which each
 * patch has one colour.
 *
 * @param one the version that chooses the class
 * @param other the version to compare with it
 * @param input the size of the input of both versions
 * @param site the layer of the maps
 */
record MapComparison(VisionTransformer one, VisionTransformer other, InputSize input, Site site) {

	private static final int IMAGES = 4;

	/**
	 * Compares the maps of several images.
	 * @param manager the manager that owns the weights
	 * @return the lowest Pearson correlation between the two maps of an image
	 */
	double correlation(NDManager manager) {
		return IntStream.range(0, IMAGES).mapToDouble((seed) -> correlation(manager, seed)).min().orElseThrow();
	}

	private double correlation(NDManager manager, int seed) {
		try (NDManager scope = manager.newSubManager()) {
			NDArray pixels = pixels(scope, seed);
			int top = (int) this.one.forward(pixels, ForwardHook.NONE).argMax(1).getLong(0);
			return pearson(map(this.one, pixels, top), map(this.other, pixels, top));
		}
	}

	private NDArray pixels(NDManager scope, int seed) {
		Random random = new Random(seed);
		Grid grid = this.one.grid();
		float[] levels = new float[this.one.channels() * grid.patches()];
		for (int i = 0; i < levels.length; i++) {
			levels[i] = (float) random.nextGaussian();
		}
		InputSize patch = this.one.patch();
		NDArray covered = scope.create(levels, new Shape(1, this.one.channels(), grid.rows(), grid.columns()))
			.repeat(2, patch.height())
			.repeat(3, patch.width());
		NDArray pixels = scope.zeros(new Shape(1, this.one.channels(), this.input.height(), this.input.width()));
		pixels.set(
				new NDIndex(":, :, :%d, :%d".formatted(grid.rows() * patch.height(), grid.columns() * patch.width())),
				covered);
		return pixels;
	}

	private NDArray map(VisionTransformer model, NDArray pixels, int top) {
		NDManager scope = pixels.getManager();
		Recorder recorder = new Recorder(Set.of(this.site), Set.of(this.site), scope);
		NDArray logits = Autograd.record(() -> model.forward(pixels, recorder));
		float[] vector = new float[(int) logits.size()];
		vector[top] = 1;
		NDArray gradient = Objects.requireNonNull(
				Autograd.gradients(logits, scope.create(vector, logits.getShape()), recorder.leaves()).get(this.site));
		String patches = ":, " + model.prefixTokens() + ":";
		return recorder.value(this.site)
			.get(patches)
			.mul(gradient.get(patches).mean(new int[] { 1 }, true))
			.sum(new int[] { 2 })
			.squeeze(0); // (p)
	}

	private static double pearson(NDArray one, NDArray other) {
		NDArray a = one.sub(one.mean());
		NDArray b = other.sub(other.mean());
		return a.mul(b).sum().getFloat() / ((double) a.norm().getFloat() * b.norm().getFloat());
	}

}
