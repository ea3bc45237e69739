package io.heatlens.web.kserve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.web.Client;

/**
 * Sends inference requests with two images to the running service.
 *
 * @param client the client of the service
 */
record InferenceClient(Client client) {

	static final String INFER = "/v2/models/hf-vit/infer";

	static final List<Path> IMAGES = List.of(Golden.MODELS.resolve("hf-vit/image-0.png"),
			Golden.MODELS.resolve("hf-vit/image-1.png"));

	HttpResponse<byte[]> post(String path, String body) throws IOException {
		return this.client.bytes(path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
	}

	HttpResponse<byte[]> binary(String path, byte[] files, String members) throws IOException {
		return binary(path, files, members, IMAGES.size());
	}

	HttpResponse<byte[]> binary(String path, byte[] files, String members, int count) throws IOException {
		byte[] json = """
				{%s, "inputs": [{"name": "image", "shape": [%d], "datatype": "BYTES", "parameters": {"binary_data_size": %d}}]}"""
			.formatted(members, count, files.length)
			.getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(json);
		body.writeBytes(files);
		return this.client.bytes(path, body.toByteArray(), "Inference-Header-Content-Length",
				String.valueOf(json.length));
	}

	static byte[] files(List<Path> images) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (Path image : images) {
			byte[] file = Files.readAllBytes(image);
			all.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length).array());
			all.writeBytes(file);
		}
		return all.toByteArray();
	}

	static String body(String members) throws IOException {
		String first = Base64.getEncoder().encodeToString(Files.readAllBytes(IMAGES.get(0)));
		String second = Base64.getEncoder().encodeToString(Files.readAllBytes(IMAGES.get(1)));
		return """
				{%s, "inputs": [{"name": "image", "shape": [2, 1], "datatype": "BYTES", "data": [["%s"], "%s"]}]}"""
			.formatted(members, first, second);
	}

}
