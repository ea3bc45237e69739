package io.heatlens.batch;

/**
 * An option of a command.
 *
 * @param name the name without the dashes
 * @param value a word that stands for the value in the help; empty for a flag, which
 * takes no value
 * @param description the description for the help
 */
record Option(String name, String value, String description) {

	boolean flag() {
		return this.value.isEmpty();
	}

}
