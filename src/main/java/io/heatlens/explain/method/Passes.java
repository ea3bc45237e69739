package io.heatlens.explain.method;

/**
 * The passes that an explanation takes.
 *
 * @param forwards number of images that go forward through the model
 * @param backwards number of images that go back through the model, or a part of it
 */
public record Passes(long forwards, long backwards) {

	static final Passes NONE = new Passes(0, 0);

	/**
	 * Adds other passes.
	 * @param other passes
	 * @return the sum
	 */
	public Passes plus(Passes other) {
		return new Passes(this.forwards + other.forwards, this.backwards + other.backwards);
	}

	/**
	 * Multiplies the passes.
	 * @param count how often they are made
	 * @return the product
	 */
	public Passes times(long count) {
		return new Passes(this.forwards * count, this.backwards * count);
	}

}
