package io.heatlens.web.kserve;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.heatlens.request.ApiParameter;
import io.heatlens.request.BadParameterException;
import io.heatlens.web.problem.BadRequestException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON of a request without data binding, because the error messages of a JSON
 * mapper may repeat the values that a client sent.
 */
final class KServeJson {

	private KServeJson() {
	}

	/**
	 * Parses a body.
	 * @param body the body, which is expected to begin with one JSON object
	 * @param length the number of bytes of the object
	 * @param shape the sentence that says what is expected, without its full stop
	 * @return the object
	 * @throws BadRequestException if the body is anything else
	 */
	static JsonNode object(byte[] body, int length, String shape) {
		try {
			JsonNode json = JsonMapper.shared().readTree(body, 0, length);
			if (json.isObject()) {
				return json;
			}
		}
		catch (JacksonException ex) {
			// reported below, without the parser's message, which may quote the body
		}
		throw new BadRequestException(shape + ", but is not a JSON object.");
	}

	/**
	 * Refuses an object that has other members than those that are read.
	 * @param json the object
	 * @param known the names of the members that are read
	 * @param shape the sentence that says what is expected, without its full stop
	 * @throws BadRequestException if there is another member
	 */
	static void requireMembers(JsonNode json, Set<String> known, String shape) {
		List<String> others = new ArrayList<>(json.propertyNames());
		others.removeAll(known);
		if (!others.isEmpty()) {
			throw new BadRequestException(shape + ", but has a member \"%s\".".formatted(others.get(0)));
		}
	}

	/**
	 * Decodes an image.
	 * @param value the file in base64
	 * @param message the message if it is anything else
	 * @return the file
	 * @throws BadRequestException if the value is not text in base64
	 */
	static byte[] base64(JsonNode value, String message) {
		try {
			if (value.isString()) {
				// The tool base64 breaks its lines.
				String text = value.asString().replaceAll("[\\r\\n]", "");
				return Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
			}
		}
		catch (IllegalArgumentException ex) {
			// reported below, without the decoder's message, which may quote the body
		}
		throw new BadRequestException(message);
	}

	/**
	 * Reads parameters.
	 * @param json an object of names and values, or nothing
	 * @return the texts by name, one or more per name
	 * @throws BadParameterException if it is no object, or a value is neither text, a
	 * number, true or false nor an array of these; an array in an array is a text with
	 * commas
	 */
	static Map<String, List<String>> parameters(JsonNode json) {
		if (!json.isMissingNode() && !json.isObject()) {
			throw new BadParameterException("\"parameters\" is expected to be a JSON object of names and values.");
		}
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		json.properties().forEach((entry) -> {
			Stream<JsonNode> values = entry.getValue().isArray() ? entry.getValue().valueStream()
					: Stream.of(entry.getValue());
			List<String> texts = values.map((value) -> text(entry.getKey(), value)).toList();
			if (texts.isEmpty()) {
				throw new BadParameterException("The parameter \"%s\" is an empty array. Leave it out, or send a value."
					.formatted(entry.getKey()));
			}
			parameters.put(entry.getKey(), texts);
		});
		return parameters;
	}

	private static String text(String name, JsonNode value) {
		if (name.equals(ApiParameter.TARGETS.apiName()) && value.isArray() && !value.isEmpty()
				&& value.valueStream().allMatch(JsonNode::isValueNode)) {
			return value.valueStream().map((one) -> text(name, one)).collect(Collectors.joining(","));
		}
		if (!value.isValueNode() || value.isNull()) {
			throw new BadParameterException(
					"The parameter \"%s\" takes text, a number, true or false, or an array of these.".formatted(name));
		}
		return value.asString();
	}

	/**
	 * Joins the parameters of several places.
	 * @param places the parameters by the words for their place
	 * @return all parameters
	 * @throws BadParameterException if a parameter is in two places
	 */
	static Map<String, List<String>> join(Map<String, Map<String, List<String>>> places) {
		Map<String, List<String>> all = new LinkedHashMap<>();
		Map<String, String> found = new LinkedHashMap<>();
		places.forEach((place, parameters) -> parameters.forEach((name, values) -> {
			String other = found.put(name, place);
			if (other != null) {
				throw new BadParameterException(
						"The parameter \"%s\" is in %s and in %s. Send it only once.".formatted(name, other, place));
			}
			all.put(name, values);
		}));
		return all;
	}

}
