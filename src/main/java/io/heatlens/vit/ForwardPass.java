package io.heatlens.vit;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * One forward pass over a batch, recorded from a site on, from which any class can be
 * differentiated. Lives as long as its session.
 */
public final class ForwardPass {

	private final Model model;

	private final Site site;

	private final NDArray leaf;

	private final NDArray logits;

	private final List<Region> regions;

	ForwardPass(Model model, Site site, NDArray leaf, NDArray logits, List<Region> regions) {
		this.model = model;
		this.site = site;
		this.leaf = leaf;
		this.logits = logits;
		this.regions = regions;
	}

	/**
	 * The model's answer.
	 * @return one row of finite logits an image
	 * @throws NotFiniteException if one is not
	 */
	public float[][] logits() {
		return ModelSession.rows(this.logits);
	}

	/**
	 * Where each image's patch grid lies.
	 * @return one region an image, in the coordinates of its upright original
	 */
	public List<Region> regions() {
		return this.regions;
	}

	/**
	 * Differentiates one logit of each image.
	 * @param classes the class of each image
	 * @return activations and gradients at the site, to be closed
	 * @throws NotFiniteException if a gradient is not finite
	 */
	public Capture differentiate(int[] classes) {
		int count = Math.toIntExact(this.logits.getShape().get(1));
		float[] oneHot = new float[classes.length * count];
		for (int image = 0; image < classes.length; image++) {
			oneHot[image * count + classes[image]] = 1;
		}
		NDManager scope = this.logits.getManager().newSubManager();
		NDArray vector = scope.create(oneHot, new Shape(classes.length, count));
		NDArray gradient = Autograd.gradient(this.logits, vector, this.leaf); // (b, n, d)
		gradient.attach(scope);
		gradient = patches(gradient); // (b, p, d)
		NDArray activations = patches(this.leaf);
		activations.attach(scope);
		if (!Float.isFinite(gradient.sum().getFloat())) {
			throw new NotFiniteException("Gradients at " + this.site.name() + " are");
		}
		return new Capture(this.site, this.model.grid(), activations, gradient);
	}

	private NDArray patches(NDArray tokens) {
		int prefix = this.model.prefixTokens();
		long expected = prefix + (long) this.model.grid().patches();
		if (tokens.getShape().get(1) != expected) {
			throw new IllegalStateException(
					"%s has %d tokens instead of %d".formatted(this.site.name(), tokens.getShape().get(1), expected));
		}
		return tokens.get(":, " + prefix + ":");
	}

}
