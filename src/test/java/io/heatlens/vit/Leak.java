package io.heatlens.vit;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Allocates memory that is not freed in time.
 */
public final class Leak implements AutoCloseable {

	private static final Shape LARGE = new Shape(30, 1024, 1024);

	private final NDManager unknown = NDManager.newBaseManager();

	/**
	 * Leaves an array with a model.
	 * @param model the model, which keeps the array
	 */
	public void array(Model model) {
		model.loaded().weights().create(7);
	}

	/**
	 * Leaves 120 MB with a manager that belongs to no model.
	 */
	public void memory() {
		this.unknown.ones(LARGE);
	}

	@Override
	public void close() {
		this.unknown.close();
	}

}
