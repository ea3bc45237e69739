package io.heatlens.vit;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.engine.Autograd;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.VisionTransformer;

/**
 * Finds at which layers gradients reach the patches: one forward and one backward pass
 * through the whole model, with a zero tensor added at each layer, whose gradient is that
 * of the layer.
 *
 * @param transformer the model to check
 * @param pixels one image, shape (1, channels, height, width)
 */
record GradientPathCheck(VisionTransformer transformer, NDArray pixels) {

	/**
	 * Measures every layer.
	 * @return the layers in the order of the forward pass
	 * @throws InvalidModelException if logits or gradients are not finite
	 */
	List<CheckedSite> run() {
		NDManager scope = this.pixels.getManager();
		List<Probe> probes = new ArrayList<>();
		NDArray logits = Autograd.record(() -> this.transformer.forward(this.pixels, (site, value) -> {
			if (!site.isLayer()) {
				return value;
			}
			NDArray zero = scope.zeros(value.getShape());
			zero.setRequiresGradient(true);
			value.attach(scope);
			probes.add(new Probe(site, value, zero));
			return value.add(zero);
		}));
		checkFinite(logits);
		float[] mix = SelfCheck.gaussian(Math.toIntExact(logits.size()));
		Autograd.backward(logits, scope.create(mix, logits.getShape()));
		return probes.stream().map(this::check).toList();
	}

	private static void checkFinite(NDArray logits) {
		try {
			ModelSession.rows(logits);
		}
		catch (NotFiniteException ex) {
			throw new InvalidModelException("the logits of a random image are not finite", ex);
		}
	}

	private CheckedSite check(Probe probe) {
		Site site = probe.site();
		NDArray value = probe.value();
		NDArray gradient = probe.zero().getGradient();
		if (value.getShape().get(1) < this.transformer.tokenCount(site.block())) {
			return new CheckedSite(site, false, false);
		}
		String patches = ":, " + this.transformer.prefixTokens() + ":";
		NDArray products = value.stopGradient().mul(gradient).get(patches); // (1,p,d)
		float largest = products.abs().sum(new int[] { 2 }).max().getFloat();
		float summed = products.sum(new int[] { 2 }).abs().max().getFloat();
		if (!Float.isFinite(largest)) {
			throw new InvalidModelException("gradients at %s are not finite".formatted(site.name()));
		}
		boolean path = gradient.get(patches).abs().max().getFloat() > 0;
		return new CheckedSite(site, path, path && summed < LayerCapture.CANCELLED * largest);
	}

	/**
	 * A layer whose gradient is measured.
	 *
	 * @param site the layer
	 * @param value the value of the layer
	 * @param zero the zero tensor that is added to the value and gets the gradient of the
	 * layer
	 */
	private record Probe(Site site, NDArray value, NDArray zero) {
	}

}
