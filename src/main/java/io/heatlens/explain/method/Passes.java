package io.heatlens.explain.method;

/**
 * The number of passes that an explanation takes.
 *
 * @param forwards the number of images that go forward through the model
 * @param backwards the number of images that go backward through the model, or through a
 * part of it
 */
public record Passes(long forwards, long backwards) {

	static final Passes NONE = new Passes(0, 0);

	/**
	 * Adds other passes.
	 * @param other the other passes
	 * @return the sum
	 */
	public Passes plus(Passes other) {
		return new Passes(this.forwards + other.forwards, this.backwards + other.backwards);
	}

	/**
	 * Multiplies the passes.
	 * @param count the number of times that they are made
	 * @return the product
	 */
	public Passes times(long count) {
		return new Passes(this.forwards * count, this.backwards * count);
	}

}
