package io.heatlens.vit.checkpoint;

import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * Reads values of the configuration files that models are published with.
 */
public final class Json {

	private Json() {
	}

	/**
	 * Reads a number that has to be there.
	 * @param node the object that holds the number
	 * @param name the name of the number
	 * @return the number
	 * @throws InvalidModelException if it is missing or not a whole number of 32 bits
	 */
	public static int number(JsonNode node, String name) {
		JsonNode value = node.path(name);
		if (!value.isInt()) {
			throw new InvalidModelException("%s should be a whole number, but is %s".formatted(name,
					value.isMissingNode() ? "missing" : value));
		}
		return value.asInt();
	}

	/**
	 * Reads a number that may be missing.
	 * @param node the object that holds the number
	 * @param name the name of the number
	 * @param otherwise the number to use if it is missing
	 * @return the number
	 * @throws InvalidModelException if it is there, but not a whole number of 32 bits
	 */
	public static int number(JsonNode node, String name, int otherwise) {
		return node.has(name) ? number(node, name) : otherwise;
	}

	/**
	 * Reads a list of numbers, or one number, that may be missing.
	 * @param node the list or the number
	 * @param otherwise the numbers to use if the node is missing or null
	 * @return the numbers, NaN for each element that is not a number
	 */
	public static List<Float> floats(JsonNode node, List<Float> otherwise) {
		if (node.isMissingNode() || node.isNull()) {
			return otherwise;
		}
		return (node.isArray() ? node.valueStream() : Stream.of(node))
			.map((value) -> (float) value.asDouble(Double.NaN))
			.toList();
	}

}
