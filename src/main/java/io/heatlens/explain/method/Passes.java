package io.heatlens.explain.method;

/**
 * What an explanation costs.
 *
 * @param forwards images through the model
 * @param backwards images back through it, or through a part of it
 */
public record Passes(long forwards, long backwards) {

	static final Passes NONE = new Passes(0, 0);

	/**
	 * Adds.
	 * @param other passes
	 * @return both
	 */
	public Passes plus(Passes other) {
		return new Passes(this.forwards + other.forwards, this.backwards + other.backwards);
	}

	/**
	 * Counts several of the same.
	 * @param count how many
	 * @return all passes
	 */
	public Passes times(long count) {
		return new Passes(this.forwards * count, this.backwards * count);
	}

}
