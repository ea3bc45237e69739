package io.heatlens.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.heatlens.request.BadParameterException;
import io.heatlens.web.problem.BadRequestException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request in KServe's V1 protocol, taken apart by hand: what a JSON mapper says of a
 * wrong value may repeat it.
 *
 * @param images one or more, in their order
 * @param parameters by name
 */
record KServeRequest(List<Upload> images, Map<String, List<String>> parameters) {

	/** As many as a form may have parts. */
	private static final int MOST_INSTANCES = 50;

	private static final Set<String> NAMES = Set.of("instances", "parameters");

	private static final String SHAPE = "The body is expected to be {\"instances\": [{\"image\": {\"b64\": \"...\"}}]}";

	static KServeRequest of(byte[] body) {
		JsonNode json = json(body);
		for (String name : json.propertyNames()) {
			if (!NAMES.contains(name)) {
				throw new BadRequestException(SHAPE + ", with or without \"parameters\", but has more in it.");
			}
		}
		JsonNode instances = json.path("instances");
		if (!instances.isArray() || instances.isEmpty() || instances.size() > MOST_INSTANCES) {
			throw new BadRequestException(SHAPE + ", with 1 to %d instances.".formatted(MOST_INSTANCES));
		}
		List<Upload> images = new ArrayList<>();
		for (JsonNode instance : instances) {
			images.add(new Upload(null, bytes(instance.path("image").path("b64"), images.size())));
		}
		return new KServeRequest(images, parameters(json.path("parameters")));
	}

	private static JsonNode json(byte[] body) {
		try {
			JsonNode json = JsonMapper.shared().readTree(body);
			if (json.isObject()) {
				return json;
			}
		}
		catch (JacksonException ex) {
			// said below, without what was found
		}
		throw new BadRequestException(SHAPE + ", but is not a JSON object.");
	}

	private static byte[] bytes(JsonNode value, int index) {
		try {
			if (value.isString()) {
				return Base64.getDecoder().decode(value.asString().getBytes(StandardCharsets.ISO_8859_1));
			}
		}
		catch (IllegalArgumentException ex) {
			// said below, without what was found
		}
		throw new BadRequestException(
				"instances[%d].image.b64 is expected to be a file in base64: {\"instances\": [{\"image\": {\"b64\": \"...\"}}]}."
					.formatted(index));
	}

	private static Map<String, List<String>> parameters(JsonNode json) {
		if (!json.isMissingNode() && !json.isObject()) {
			throw new BadParameterException("\"parameters\" is expected to be an object of names and values.");
		}
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		json.properties().forEach((entry) -> {
			Stream<JsonNode> values = entry.getValue().isArray() ? entry.getValue().valueStream()
					: Stream.of(entry.getValue());
			parameters.put(entry.getKey(), values.map((value) -> text(entry.getKey(), value)).toList());
		});
		return parameters;
	}

	private static String text(String name, JsonNode value) {
		if (!value.isValueNode() || value.isNull()) {
			throw new BadParameterException(
					"The parameter \"%s\" takes text, a number, true or false, or an array of them.".formatted(name));
		}
		return value.asString();
	}

}
