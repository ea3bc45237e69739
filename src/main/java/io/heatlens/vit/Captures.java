package io.heatlens.vit;

import java.util.Map;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.transformer.Site;

/**
 * The values that a forward pass captured at some sites, and after a backward pass their
 * gradients.
 */
public final class Captures implements AutoCloseable {

	private final Model model;

	private final Recorder recorder;

	private final Map<Site, NDArray> gradients;

	private final NDManager scope;

	private final UnaryOperator<NDArray> part;

	Captures(Model model, Recorder recorder, Map<Site, NDArray> gradients, NDManager scope) {
		this(model, recorder, gradients, scope, UnaryOperator.identity());
	}

	private Captures(Model model, Recorder recorder, Map<Site, NDArray> gradients, NDManager scope,
			UnaryOperator<NDArray> part) {
		this.model = model;
		this.recorder = recorder;
		this.gradients = gradients;
		this.scope = scope;
		this.part = part;
	}

	/**
	 * Selects a part of the batch.
	 * @param part selects the images from any array whose first axis is the batch
	 * @return a view of these images, which shares the memory of this object and must not
	 * be closed
	 */
	public Captures part(UnaryOperator<NDArray> part) {
		return new Captures(this.model, this.recorder, this.gradients, this.scope,
				(batch) -> part.apply(this.part.apply(batch)));
	}

	/**
	 * The model that was run.
	 * @return the model, the same for all parts
	 */
	public Model model() {
		return this.model;
	}

	/**
	 * The value at a site.
	 * @param site a site that was captured
	 * @return the value, float32, of the shape of the site
	 */
	public NDArray value(Site site) {
		NDArray value = this.recorder.value(site);
		value.attach(this.scope);
		return this.part.apply(value);
	}

	/**
	 * The gradient at a site.
	 * @param site a site that was differentiated
	 * @return the gradient of the score of each image, float32, of the shape of the site
	 * @throws IllegalStateException if the site was not differentiated
	 */
	public NDArray gradient(Site site) {
		NDArray gradient = this.gradients.get(site);
		if (gradient == null) {
			throw new IllegalStateException("There is no gradient at %s.".formatted(site.name()));
		}
		return this.part.apply(gradient);
	}

	/**
	 * The activations of a layer at the patches, without prefix tokens.
	 * @param layer a layer that was captured
	 * @return the activations, with their gradients if the layer was differentiated
	 */
	public LayerCapture patches(Site layer) {
		return new LayerCapture(layer, this.model.grid(layer), patches(layer, value(layer)),
				this.gradients.containsKey(layer) ? patches(layer, gradient(layer)) : null);
	}

	private NDArray patches(Site layer, NDArray tokens) {
		int prefix = this.model.prefixTokens();
		long expected = prefix + (long) this.model.grid(layer).patches();
		if (tokens.getShape().get(1) != expected) {
			throw new IllegalStateException("There should be %d tokens at %s, but there are %d.".formatted(expected,
					layer.name(), tokens.getShape().get(1)));
		}
		return tokens.get(":, " + prefix + ":");
	}

	/** Frees the memory of the captures. */
	@Override
	public void close() {
		this.scope.close();
	}

}
