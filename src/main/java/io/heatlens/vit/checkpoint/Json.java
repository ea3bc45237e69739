package io.heatlens.vit.checkpoint;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * Reads the shapes of values that published configuration files use for one thing.
 */
public final class Json {

	private Json() {
	}

	public static int number(JsonNode node, String name) {
		JsonNode value = node.path(name);
		if (!value.isInt()) {
			throw new InvalidModelException("%s should be a whole number, but is %s".formatted(name,
					value.isMissingNode() ? "missing" : value));
		}
		return value.asInt();
	}

	public static int number(JsonNode node, String name, int otherwise) {
		return node.has(name) ? number(node, name) : otherwise;
	}

	public static List<Float> floats(JsonNode node, List<Float> otherwise) {
		if (!node.isArray()) {
			return otherwise;
		}
		return node.valueStream().map((value) -> (float) value.asDouble(Double.NaN)).toList();
	}

}
