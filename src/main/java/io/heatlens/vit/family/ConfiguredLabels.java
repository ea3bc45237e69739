package io.heatlens.vit.family;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the labels of the classes from a {@code config.json}: one label per class, in the
 * order of the logits, and null for a class without one.
 */
final class ConfiguredLabels {

	private ConfiguredLabels() {
	}

	/**
	 * Reads {@code id2label}. The names {@code LABEL_0}, {@code LABEL_1} and so on, which
	 * transformers gives to classes without a name, count as none.
	 * @param config the {@code config.json} of transformers
	 * @return the labels
	 */
	static List<@Nullable String> ofHuggingFace(JsonNode config) {
		return named(indexed(config.path("id2label")));
	}

	private static List<@Nullable String> named(List<@Nullable String> labels) {
		return IntStream.range(0, labels.size())
			.<@Nullable String>mapToObj((i) -> ("LABEL_" + i).equals(labels.get(i)) ? null : labels.get(i))
			.toList();
	}

	/**
	 * Reads {@code label_names}, with the texts of {@code label_descriptions} where there
	 * are any. The names that transformers gives to classes without a name count as none.
	 * @param config the {@code config.json} of timm
	 * @return the labels
	 */
	static List<@Nullable String> ofTimm(JsonNode config) {
		JsonNode names = TimmConfig.anywhere(config, "label_names");
		JsonNode descriptions = TimmConfig.anywhere(config, "label_descriptions");
		// Older files name the list "labels".
		return named(indexed(names.isContainer() ? names : TimmConfig.anywhere(config, "labels"))).stream()
			.<@Nullable String>map((name) -> (name != null) ? descriptions.path(name).asString(name) : null)
			.toList();
	}

	// A list of labels, or an object with a label for each index.
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
