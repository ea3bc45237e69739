package io.heatlens.web;

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
 * The body of a request in KServe's V1 protocol. It is read without data binding, because
 * the error messages of a JSON mapper may repeat the values that a client sent.
 *
 * @param images the images in the order of the request, one or more
 * @param parameters the values of the parameters, by name
 */
record KServeRequest(List<Upload> images, Map<String, List<String>> parameters) {

	/** The same as the maximum number of parts of a form. */
	private static final int MAX_INSTANCES = 50;

	private static final Set<String> NAMES = Set.of("instances", "parameters");

	private static final String SHAPE = "The body is expected to be {\"instances\": [{\"image\": {\"b64\": \"...\"}}]}";

	static KServeRequest of(byte[] body) {
		JsonNode json = json(body);
		for (String name : json.propertyNames()) {
			if (!NAMES.contains(name)) {
				throw new BadRequestException(SHAPE + ", with or without \"parameters\", but has other members.");
			}
		}
		JsonNode instances = json.path("instances");
		if (!instances.isArray() || instances.isEmpty() || instances.size() > MAX_INSTANCES) {
			throw new BadRequestException(SHAPE + ", with 1 to %d instances.".formatted(MAX_INSTANCES));
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
			// reported below, without the parser's message, which may quote the body
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
			// reported below, without the decoder's message, which may quote the body
		}
		throw new BadRequestException(
				"instances[%d].image.b64 is expected to be a file in base64: {\"instances\": [{\"image\": {\"b64\": \"...\"}}]}."
					.formatted(index));
	}

	private static Map<String, List<String>> parameters(JsonNode json) {
		if (!json.isMissingNode() && !json.isObject()) {
			throw new BadParameterException("\"parameters\" is expected to be a JSON object of names and values.");
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
		if (name.equals(ApiParameter.TARGETS.apiName()) && value.isArray()) {
			return value.valueStream().map((target) -> text(name, target)).collect(Collectors.joining(","));
		}
		if (!value.isValueNode() || value.isNull()) {
			throw new BadParameterException(
					"The parameter \"%s\" takes text, a number, true or false, or an array of these.".formatted(name));
		}
		return value.asString();
	}

}
