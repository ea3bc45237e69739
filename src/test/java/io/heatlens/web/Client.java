package io.heatlens.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An HTTP client of the running service.
 */
public class Client {

	private static final String BOUNDARY = "heatlens-test-boundary";

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	public Client(int port) {
		this.port = port;
	}

	public int port() {
		return this.port;
	}

	public HttpResponse<byte[]> get(String path) throws IOException {
		return send(request(path).GET());
	}

	public HttpResponse<byte[]> image(String path, Path image) throws IOException {
		return image(path, image, "application/json");
	}

	public HttpResponse<byte[]> image(String path, Path image, String accept) throws IOException {
		return send(request(path).header("Content-Type", "image/png")
			.header("Accept", accept)
			.POST(HttpRequest.BodyPublishers.ofFile(image)));
	}

	public HttpResponse<byte[]> bytes(String path, byte[] body, String... headers) throws IOException {
		HttpRequest.Builder request = request(path).setHeader("Content-Type", "application/octet-stream");
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
	}

	public HttpResponse<byte[]> within(String seconds, String path, Path image) throws IOException {
		return send(request(path).header("Content-Type", "image/png")
			.header("Request-Timeout", seconds)
			.POST(HttpRequest.BodyPublishers.ofFile(image)));
	}

	/**
	 * Posts a form.
	 * @param path with its query
	 * @param images as parts of the name image
	 * @param fields names and values; Accept becomes the header
	 * @return the response
	 * @throws IOException if a file cannot be read or there is no answer
	 */
	public HttpResponse<byte[]> multipart(String path, List<Path> images, String... fields) throws IOException {
		HttpRequest.Builder request = request(path).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (Path image : images) {
			write(body, "image", image);
		}
		for (int i = 0; i < fields.length; i += 2) {
			if (fields[i].equals("Accept")) {
				request.header("Accept", fields[i + 1]);
			}
			else {
				body.write(part(fields[i]));
				body.write((fields[i + 1] + "\r\n").getBytes(StandardCharsets.UTF_8));
			}
		}
		body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
		return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
	}

	/**
	 * Posts a form that compares images.
	 * @param path with its query
	 * @param image the part of the name image
	 * @param references the parts of the name reference
	 * @param headers names and values
	 * @return the response
	 * @throws IOException if a file cannot be read or there is no answer
	 */
	public HttpResponse<byte[]> compare(String path, Path image, List<Path> references, String... headers)
			throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		write(body, "image", image);
		for (Path reference : references) {
			write(body, "reference", reference);
		}
		body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
		HttpRequest.Builder request = request(path).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
	}

	private static void write(ByteArrayOutputStream body, String name, Path image) throws IOException {
		body.write(part(name + "\"; filename=\"" + image.getFileName() + "\"\r\nContent-Type: \"image/png"));
		body.write(Files.readAllBytes(image));
		body.write("\r\n".getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] part(String name) {
		return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n")
			.replace("Content-Type: \"image/png\"", "Content-Type: image/png")
			.getBytes(StandardCharsets.UTF_8);
	}

	private HttpRequest.Builder request(String path) {
		String encoded = path.replace("[", "%5B").replace("]", "%5D");
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + encoded));
	}

	private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public JsonNode json(HttpResponse<byte[]> response) {
		JsonNode json = JsonMapper.shared().readTree(response.body());
		assertThat(response.statusCode()).as(json.toString()).isEqualTo(200);
		return json;
	}

	public JsonNode assertProblem(HttpResponse<byte[]> response, int status, String code) {
		JsonNode problem = JsonMapper.shared().readTree(response.body());
		assertThat(response.statusCode()).as(problem.toString()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(problem.path("type").asString()).isEqualTo("urn:heatlens:problem:" + code);
		assertThat(problem.path("code").asString()).isEqualTo(code);
		assertThat(problem.path("requestId").asString())
			.isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
		assertThat(problem.path("detail").asString()).isNotBlank().doesNotContain("Exception", "io.heatlens", "/work");
		return problem;
	}

}
