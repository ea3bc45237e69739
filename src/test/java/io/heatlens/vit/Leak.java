package io.heatlens.vit;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Forgets to give memory back.
 */
public final class Leak implements AutoCloseable {

	private static final Shape LARGE = new Shape(30, 1024, 1024);

	private final NDManager unknown = NDManager.newBaseManager();

	/**
	 * Leaves a number with a model.
	 * @param model that keeps it
	 */
	public void array(Model model) {
		model.weights().create(7);
	}

	/**
	 * Leaves 120 MB where nobody counts.
	 */
	public void memory() {
		this.unknown.ones(LARGE);
	}

	@Override
	public void close() {
		this.unknown.close();
	}

}
