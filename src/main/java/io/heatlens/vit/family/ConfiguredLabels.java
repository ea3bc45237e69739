package io.heatlens.vit.family;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the labels of the classes from a {@code config.json}: one label per class, in the
 * order of the logits, and null for a class without one.
 */
public final class ConfiguredLabels {

	private ConfiguredLabels() {
	}

	/**
	 * Reads labels. The names {@code LABEL_0}, {@code LABEL_1} and so on, which
	 * transformers gives to classes without a name, count as none.
	 * @param names a list of labels, or an object with a label for each index
	 * @return the labels
	 */
	public static List<@Nullable String> of(JsonNode names) {
		List<@Nullable String> labels = indexed(names);
		return IntStream.range(0, labels.size())
			.<@Nullable String>mapToObj((i) -> ("LABEL_" + i).equals(labels.get(i)) ? null : labels.get(i))
			.toList();
	}

	private static List<@Nullable String> indexed(JsonNode labels) {
		if (labels.isArray()) {
			return labels.valueStream().<@Nullable String>map((label) -> label.asString(null)).toList();
		}
		int count = labels.propertyNames()
			.stream()
			.filter((key) -> key.matches("\\d{1,6}"))
			.mapToInt((key) -> Integer.parseInt(key) + 1)
			.max()
			.orElse(0);
		return IntStream.range(0, count)
			.<@Nullable String>mapToObj((i) -> labels.path(Integer.toString(i)).asString(null))
			.toList();
	}

}
