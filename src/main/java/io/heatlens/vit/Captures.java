package io.heatlens.vit;

import java.util.Map;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.transformer.Site;

/**
 * What a forward pass, and perhaps a backward pass, saw at some sites.
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
	 * Looks at a part of the batch.
	 * @param part chooses images of any array whose first axis is the batch
	 * @return what was seen of them; its memory belongs to this, which is closed instead
	 */
	public Captures part(UnaryOperator<NDArray> part) {
		return new Captures(this.model, this.recorder, this.gradients, this.scope,
				(batch) -> part.apply(this.part.apply(batch)));
	}

	/**
	 * The model that was run.
	 * @return the model
	 */
	public Model model() {
		return this.model;
	}

	/**
	 * Finds the value at a site.
	 * @param site one of those that were asked for
	 * @return the value, of the site's shape
	 */
	public NDArray value(Site site) {
		NDArray value = this.recorder.value(site);
		value.attach(this.scope);
		return this.part.apply(value);
	}

	/**
	 * Finds the gradient at a site.
	 * @param site one of those that were asked for
	 * @return the gradient of each image's score, of the site's shape
	 * @throws IllegalStateException if there was no backward pass
	 */
	public NDArray gradient(Site site) {
		NDArray gradient = this.gradients.get(site);
		if (gradient == null) {
			throw new IllegalStateException("there was no backward pass to " + site.name());
		}
		return this.part.apply(gradient);
	}

	/**
	 * Drops the prefix tokens of a layer.
	 * @param layer one of those that were asked for
	 * @return what it saw at the patches
	 */
	public LayerCapture patches(Site layer) {
		return new LayerCapture(layer, this.model.grid(), patches(layer, value(layer)),
				this.gradients.containsKey(layer) ? patches(layer, gradient(layer)) : null);
	}

	private NDArray patches(Site layer, NDArray tokens) {
		int prefix = this.model.prefixTokens();
		long expected = prefix + (long) this.model.grid().patches();
		if (tokens.getShape().get(1) != expected) {
			throw new IllegalStateException(
					"%s has %d tokens instead of %d".formatted(layer.name(), tokens.getShape().get(1), expected));
		}
		return tokens.get(":, " + prefix + ":");
	}

	/** Gives the memory back that the pass took. */
	@Override
	public void close() {
		this.scope.close();
	}

}
