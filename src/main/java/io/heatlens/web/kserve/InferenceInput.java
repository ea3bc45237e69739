package io.heatlens.web.kserve;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.heatlens.request.BadParameterException;
import io.heatlens.web.Upload;
import io.heatlens.web.UploadReader;
import io.heatlens.web.problem.BadRequestException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the images of the input tensor of an inference request.
 */
final class InferenceInput {

	/** The name of the only input. */
	static final String NAME = "image";

	private static final String BINARY_SIZE = "binary_data_size";

	private static final String CONTENT_TYPE = "content_type";

	private InferenceInput() {
	}

	/**
	 * Reads the images.
	 * @param inputs the array of input tensors
	 * @param binary the bytes after the JSON
	 * @param shape the sentence that says what is expected, without its full stop
	 * @return the images in order, one or more
	 * @throws BadRequestException if there is not exactly one tensor of images
	 * @throws BadParameterException if the tensor has an unknown parameter
	 */
	static List<Upload> images(JsonNode inputs, ByteBuffer binary, String shape) {
		JsonNode input = inputs.path(0);
		if (inputs.size() != 1 || !input.isObject()) {
			throw new BadRequestException("%s with one input, but has %d.".formatted(shape, inputs.size()));
		}
		KServeJson.requireMembers(input, Set.of("name", "shape", "datatype", "parameters", "data"), shape);
		require(input.path("name"), NAME, "name");
		require(input.path("datatype"), Datatype.BYTES.name(), "datatype");
		int count = count(input.path("shape"));
		Map<String, List<String>> parameters = KServeJson.parameters(input.path("parameters"));
		List<String> size = parameters.remove(BINARY_SIZE);
		List<String> type = parameters.remove(CONTENT_TYPE);
		if (!parameters.isEmpty() || (type != null && !type.equals(List.of("base64")))) {
			throw new BadParameterException(
					"The parameters of an input are: %s, and %s, which takes base64. Those of the explanation go into \"parameters\" beside \"inputs\"."
						.formatted(BINARY_SIZE, CONTENT_TYPE));
		}
		if (size != null) {
			if (!size.equals(List.of(String.valueOf(binary.remaining()))) || input.has("data")) {
				throw new BadRequestException(
						"The binary data of the input is expected after the JSON and instead of \"data\": %s bytes by its \"%s\", but there are %d. The header Inference-Header-Content-Length says where the JSON ends."
							.formatted(String.join(", ", size), BINARY_SIZE, binary.remaining()));
			}
			return binary(binary, count);
		}
		if (binary.hasRemaining()) {
			throw new BadRequestException("There are %d bytes after the JSON, but the input has no parameter \"%s\"."
				.formatted(binary.remaining(), BINARY_SIZE));
		}
		return base64(input.path("data"), count);
	}

	private static void require(JsonNode value, String expected, String name) {
		if (!value.isString() || !value.asString().equals(expected)) {
			throw new BadRequestException(
					"The \"%s\" of the input is expected to be \"%s\".".formatted(name, expected));
		}
	}

	private static int count(JsonNode shape) {
		boolean known = shape.isArray() && (shape.size() == 1 || (shape.size() == 2 && isInt(shape.path(1), 1, 1)))
				&& isInt(shape.path(0), 1, UploadReader.MOST_IMAGES);
		if (!known) {
			throw new BadRequestException(
					"The \"shape\" of the input is expected to be [n] or [n, 1], where n is the number of images, 1 to %d."
						.formatted(UploadReader.MOST_IMAGES));
		}
		return shape.path(0).asInt();
	}

	private static boolean isInt(JsonNode value, int min, int max) {
		return value.isInt() && value.asInt() >= min && value.asInt() <= max;
	}

	private static List<Upload> base64(JsonNode data, int count) {
		if (!data.isArray() || data.size() != count) {
			throw new BadRequestException(
					"The \"data\" of the input is expected to be an array of the %d images of its \"shape\", but has %d."
						.formatted(count, data.size()));
		}
		List<Upload> images = new ArrayList<>();
		for (JsonNode element : data) {
			// one more level for the shape [n, 1]
			JsonNode file = (element.isArray() && element.size() == 1) ? element.path(0) : element;
			images.add(new Upload(null, KServeJson.base64(file,
					"data[%d] of the input is expected to be a file in base64.".formatted(images.size()))));
		}
		return images;
	}

	private static List<Upload> binary(ByteBuffer binary, int count) {
		ByteBuffer buffer = binary.slice().order(ByteOrder.LITTLE_ENDIAN);
		List<Upload> images = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				int length = buffer.getInt();
				if (length < 0 || length > buffer.remaining()) {
					throw new BufferUnderflowException();
				}
				byte[] file = new byte[length];
				buffer.get(file);
				images.add(new Upload(null, file));
			}
		}
		catch (BufferUnderflowException ex) {
			throw malformed(count, buffer.capacity());
		}
		if (buffer.hasRemaining()) {
			throw malformed(count, buffer.capacity());
		}
		return images;
	}

	private static BadRequestException malformed(int count, int length) {
		return new BadRequestException(
				"The binary data of the input is expected to be, for each of its %d images, the length as a little-endian number of 4 bytes and then the file, but its %d bytes are not."
					.formatted(count, length));
	}

}
