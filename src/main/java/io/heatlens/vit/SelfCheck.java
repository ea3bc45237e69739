package io.heatlens.vit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.heatlens.engine.Autograd;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.VisionTransformer;

/**
 * Measures a model once before it is served: finite logits, tokens in the order of the
 * patch grid, where gradients reach the patches, and one gradient against central
 * differences.
 */
class SelfCheck {

	private final Model model;

	private final VisionTransformer transformer;

	SelfCheck(Model model) {
		this.model = model;
		this.transformer = model.transformer();
		try (NDManager manager = model.weights().newSubManager()) {
			checkGrid(manager);
		}
	}

	// Brightens the last patch: the last token alone may change.
	private void checkGrid(NDManager manager) {
		long[] kernel = this.transformer.embedding().kernel().getShape().getShape();
		Grid grid = this.model.grid();
		NDArray image = manager.zeros(new Shape(1, 3, this.model.input().height(), this.model.input().width()));
		NDArray before = this.transformer.embedding().forward(image);
		image.set(new NDIndex("0, :, %d:%d, %d:%d".formatted((grid.rows() - 1) * kernel[2], grid.rows() * kernel[2],
				(grid.columns() - 1) * kernel[3], grid.columns() * kernel[3])), 1);
		NDArray change = this.transformer.embedding().forward(image).sub(before).abs().sum(new int[] { 2 });
		float[] tokens = change.toFloatArray();
		for (int token = 0; token < tokens.length; token++) {
			boolean last = token == tokens.length - 1;
			if ((tokens[token] > 0) != last) {
				throw new InvalidModelException(
						"a change of the last patch alone changes token %d of %d".formatted(token, tokens.length));
			}
		}
	}

	/**
	 * Measures every site with one forward and one backward pass through the whole model,
	 * with a zero added at each site that has a gradient of its own.
	 * @return in the order of the forward pass
	 */
	List<CheckedSite> sites() {
		try (NDManager manager = this.model.weights().newSubManager()) {
			List<Probe> probes = new ArrayList<>();
			NDArray logits = Autograd.record(() -> this.transformer.forward(noise(manager), (site, value) -> {
				if (!site.isLayer()) {
					return value;
				}
				NDArray probe = manager.zeros(value.getShape());
				probe.setRequiresGradient(true);
				value.attach(manager);
				probes.add(new Probe(site, value, probe));
				return value.add(probe);
			}));
			checkFinite(logits);
			float[] mix = gaussian(Math.toIntExact(logits.size()));
			Autograd.backward(logits, manager.create(mix, logits.getShape()));
			return probes.stream().map(this::check).toList();
		}
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
		int prefix = this.model.prefixTokens();
		if (value.getShape().get(1) < prefix + this.model.grid().patches()) {
			return new CheckedSite(site, false, false);
		}
		String patches = ":, " + prefix + ":";
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
	 * Finds where to explain: the first LayerNorm of the last block, or the next layer
	 * down that works.
	 * @param sites as measured
	 * @return the deepest that has a gradient path and does not cancel
	 */
	Site defaultSite(List<CheckedSite> sites) {
		// behind the last norm1 comes the last block's output, which is never the default
		return sites.stream()
			.limit(sites.size() - 1L)
			.filter((checked) -> checked.gradientPath() && !checked.cancels())
			.reduce((shallower, deeper) -> deeper)
			.map(CheckedSite::site)
			.orElseThrow(() -> new InvalidModelException("no layer has a gradient on its patch tokens"));
	}

	/**
	 * Compares one coordinate of the gradient with central differences.
	 * @param site where
	 * @throws InvalidModelException if they disagree
	 */
	void differences(Site site) {
		try (NDManager manager = this.model.weights().newSubManager()) {
			DifferenceCheck check = new DifferenceCheck(this.transformer, site, noise(manager));
			check.run(this.model.prefixTokens());
		}
	}

	private NDArray noise(NDManager manager) {
		InputSize input = this.model.input();
		return manager.create(gaussian(3 * input.height() * input.width()),
				new Shape(1, 3, input.height(), input.width()));
	}

	private static float[] gaussian(int count) {
		Random random = new Random(7);
		float[] values = new float[count];
		for (int i = 0; i < count; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return values;
	}

	private record Probe(Site site, NDArray value, NDArray zero) {
	}

}
