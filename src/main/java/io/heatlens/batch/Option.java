package io.heatlens.batch;

/**
 * Something that a command can be told.
 *
 * @param name without the dashes
 * @param value what it takes, in a word; empty for one that is there or not
 * @param description for the help
 */
record Option(String name, String value, String description) {

	boolean flag() {
		return this.value.isEmpty();
	}

}
