package io.heatlens.vit;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The labels of the classes of a model.
 *
 * @param names the labels in the order of the logits; a class without a label is named by
 * its index, such as {@code class 7}
 */
public record Labels(List<String> names) {

	/** The number of labels up to which an error lists all of them. */
	private static final int FEW = 20;

	public Labels {
		names = List.copyOf(names);
	}

	/**
	 * Names the classes that have no label in the configuration of a checkpoint.
	 * @param known the label of each class, or {@code null} for a class without one; may
	 * be shorter than {@code classes}
	 * @param classes the number of classes of the head
	 * @return a label for each class
	 */
	static Labels of(List<@Nullable String> known, int classes) {
		return new Labels(IntStream.range(0, classes).mapToObj((i) -> {
			String name = (i < known.size()) ? known.get(i) : null;
			return (name != null && !name.isBlank()) ? name : "class " + i;
		}).toList());
	}

	/**
	 * Finds the class that a client names.
	 * @param text the index of a class or, if there is no such index, an exact label
	 * @return the index, 0 to classes - 1
	 * @throws UnknownClassException if no class, or more than one, matches
	 */
	public int find(String text) {
		if (text.matches("\\d{1,9}") && Integer.parseInt(text) < this.names.size()) {
			return Integer.parseInt(text);
		}
		int[] matches = IntStream.range(0, this.names.size()).filter((i) -> this.names.get(i).equals(text)).toArray();
		if (matches.length == 1) {
			return matches[0];
		}
		if (matches.length > 1) {
			throw new UnknownClassException("Several classes are called \"%s\". Name one by its index: %s."
				.formatted(text, String.join(", ", IntStream.of(matches).mapToObj(Integer::toString).toList())));
		}
		throw new UnknownClassException(
				"There is no class \"%s\".%s A class is an index from 0 to %d or an exact label, %s; repeat the parameter for several."
					.formatted(text, hint(text), this.names.size() - 1, all()));
	}

	private String all() {
		return (this.names.size() <= FEW) ? "one of \"" + String.join("\", \"", this.names) + "\""
				: "as GET /v1/models/{model} lists them";
	}

	private String hint(String text) {
		return this.names.stream()
			.filter(text::equalsIgnoreCase)
			.findFirst()
			.map(" Did you mean \"%s\"?"::formatted)
			.orElse("");
	}

}
