package io.heatlens.vit;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * Reads the shapes of values that published configuration files use for one thing.
 */
final class Json {

	private Json() {
	}

	/**
	 * Reads a size: {@code 224}, {@code [224, 224]} or {@code {"height": 224, "width":
	 * 224}}.
	 * @param node of the file
	 * @param otherwise if it is missing
	 * @return the size
	 * @throws InvalidModelException if it is none of them
	 */
	static InputSize size(JsonNode node, InputSize otherwise) {
		if (node.isMissingNode() || node.isNull()) {
			return otherwise;
		}
		if (node.isInt()) {
			return new InputSize(node.asInt(), node.asInt());
		}
		if (node.isArray() && node.size() == 2) {
			return new InputSize(node.get(0).asInt(0), node.get(1).asInt(0));
		}
		if (node.has("height") && node.has("width")) {
			return new InputSize(number(node, "height"), number(node, "width"));
		}
		throw new InvalidModelException("a size should be a number, a pair, or height and width, but is " + node);
	}

	static int number(JsonNode node, String name) {
		JsonNode value = node.path(name);
		if (!value.isInt()) {
			throw new InvalidModelException("%s should be a whole number, but is %s".formatted(name,
					value.isMissingNode() ? "missing" : value));
		}
		return value.asInt();
	}

	static int number(JsonNode node, String name, int otherwise) {
		return node.has(name) ? number(node, name) : otherwise;
	}

	static List<Float> floats(JsonNode node, List<Float> otherwise) {
		if (!node.isArray()) {
			return otherwise;
		}
		return node.valueStream().map((value) -> (float) value.asDouble(Double.NaN)).toList();
	}

}
