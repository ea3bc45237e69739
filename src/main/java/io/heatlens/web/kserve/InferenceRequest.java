package io.heatlens.web.kserve;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.heatlens.request.BadParameterException;
import io.heatlens.web.Upload;
import io.heatlens.web.problem.BadRequestException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of an inference request in the Open Inference Protocol: one JSON object, which
 * the bytes of a binary tensor may follow.
 *
 * @param id the client's id of the request, or {@code null} if there is none
 * @param images the images in the order of the request, one or more
 * @param parameters the values of the parameters, by name
 * @param outputs the requested outputs by name, each with whether it is returned in
 * binary form; empty if the request names none
 * @param binary whether outputs are returned in binary form if the request names none
 */
record InferenceRequest(@Nullable String id, List<Upload> images, Map<String, List<String>> parameters,
		Map<String, Boolean> outputs, boolean binary) {

	private static final String SHAPE = """
			The body is expected to be {"inputs": [{"name": "image", "shape": [1], "datatype": "BYTES", "data": ["..."]}]}""";

	private static final String BINARY_OUTPUT = "binary_data_output";

	private static final String BINARY = "binary_data";

	/**
	 * Reads a request.
	 * @param body the whole body
	 * @param header the value of the header {@code Inference-Header-Content-Length}, or
	 * {@code null} if the whole body is JSON
	 * @return the request
	 * @throws BadRequestException if the body has another structure
	 * @throws BadParameterException if a parameter has a value that it does not take
	 */
	static InferenceRequest of(byte[] body, @Nullable String header) {
		int end = jsonLength(body, header);
		JsonNode json = KServeJson.object(body, end, SHAPE);
		KServeJson.requireMembers(json, Set.of("id", "inputs", "outputs", "parameters"),
				SHAPE + ", with or without \"id\", \"outputs\" and \"parameters\"");
		if (json.has("id") && !json.path("id").isString()) {
			throw new BadRequestException("\"id\" is expected to be text.");
		}
		Map<String, List<String>> parameters = KServeJson.parameters(json.path("parameters"));
		boolean binary = flag(parameters.remove(BINARY_OUTPUT), BINARY_OUTPUT);
		return new InferenceRequest(json.path("id").asStringOpt().orElse(null),
				InferenceInput.images(json.path("inputs"), ByteBuffer.wrap(body, end, body.length - end), SHAPE),
				parameters, outputs(json.path("outputs"), binary), binary);
	}

	private static int jsonLength(byte[] body, @Nullable String header) {
		if (header == null) {
			return body.length;
		}
		if (!header.matches("\\d{1,9}") || Integer.parseInt(header) > body.length) {
			throw new BadRequestException(
					"The header \"Inference-Header-Content-Length\" is expected to be the number of bytes of the JSON before the binary data, at most the %d bytes of the body."
						.formatted(body.length));
		}
		return Integer.parseInt(header);
	}

	private static Map<String, Boolean> outputs(JsonNode json, boolean binary) {
		Map<String, Boolean> outputs = new LinkedHashMap<>();
		if (!json.isMissingNode() && !json.isArray()) {
			throw new BadRequestException("\"outputs\" is expected to be an array like [{\"name\": \"logits\"}].");
		}
		for (JsonNode output : json) {
			String shape = "outputs[%d] is expected to be {\"name\": \"...\"}".formatted(outputs.size());
			KServeJson.requireMembers(output, Set.of("name", "parameters"), shape + ", with or without \"parameters\"");
			Map<String, List<String>> parameters = KServeJson.parameters(output.path("parameters"));
			boolean own = parameters.containsKey(BINARY) ? flag(parameters.remove(BINARY), BINARY) : binary;
			if (!parameters.isEmpty()) {
				throw new BadParameterException(
						"The parameters of an output are: %s. Those of the explanation go into \"parameters\" beside \"inputs\"."
							.formatted(BINARY));
			}
			if (!output.path("name").isString() || outputs.put(output.path("name").asString(), own) != null) {
				throw new BadRequestException(shape + " with the name of an output, each once.");
			}
		}
		return outputs;
	}

	private static boolean flag(@Nullable List<String> values, String name) {
		if (values != null && !values.equals(List.of("true")) && !values.equals(List.of("false"))) {
			throw new BadParameterException("The parameter \"%s\" takes true or false.".formatted(name));
		}
		return values != null && values.equals(List.of("true"));
	}

}
