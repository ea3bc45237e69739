package io.heatlens.vit;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.heatlens.image.DecodedImage;

/**
 * The memory scope of one use of a model: whatever native memory a pass takes is given
 * back when it closes. Belongs to the engine's thread.
 */
public final class ModelSession implements AutoCloseable {

	private final Model model;

	private final NDManager manager;

	ModelSession(Model model) {
		this.model = model;
		this.manager = model.weights().newSubManager();
	}

	/**
	 * Predicts.
	 * @param images a batch, upright
	 * @return one row of finite logits an image
	 * @throws NotFiniteException if one is not
	 */
	public float[][] predict(List<DecodedImage> images) {
		return rows(this.model.transformer().forward(batch(prepare(images)), Tap.NONE));
	}

	/**
	 * Runs the model forward so that it can be differentiated at a site. Blocks before
	 * the site leave no graph, and backward stops there.
	 * @param images a batch, upright
	 * @param site where; one with a gradient path
	 * @return the recorded pass
	 */
	public ForwardPass forward(List<DecodedImage> images, Site site) {
		List<Pixels> pixels = prepare(images);
		List<NDArray> leaf = new ArrayList<>(1);
		NDArray logits = Autograd.record(() -> this.model.transformer().forward(batch(pixels), (at, value) -> {
			if (at.equals(site)) {
				value.attach(this.manager);
				value.setRequiresGradient(true);
				leaf.add(value);
			}
			return value;
		}));
		return new ForwardPass(this.model, site, leaf.get(0), logits, pixels.stream().map(Pixels::region).toList());
	}

	private List<Pixels> prepare(List<DecodedImage> images) {
		return images.stream().map((image) -> this.model.prepare(this.manager, image)).toList();
	}

	private static NDArray batch(List<Pixels> pixels) {
		NDList tensors = new NDList(pixels.size());
		pixels.forEach((image) -> tensors.add(image.tensor()));
		return NDArrays.stack(tensors); // (b, 3, height, width)
	}

	static float[][] rows(NDArray logits) {
		int classes = Math.toIntExact(logits.getShape().get(1));
		float[] all = logits.toFloatArray();
		float[][] rows = new float[all.length / classes][classes];
		for (int i = 0; i < all.length; i++) {
			if (!Float.isFinite(all[i])) {
				throw new NotFiniteException("Logits are");
			}
			rows[i / classes][i % classes] = all[i];
		}
		return rows;
	}

	@Override
	public void close() {
		this.manager.close();
	}

}
