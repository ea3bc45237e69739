package io.heatlens.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lists of models and methods, and the addresses outside the API.
 */
@HttpTest(properties = { Golden.STORE + "/timm-vit-registers-avg", "heatlens.upload.max-pixels=10000",
		"heatlens.upload.max-pixels-in-flight=10000" })
class DiscoveryTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Client client;

	@Test
	void storeMayBeOneModelFolderWhichIsThenTheDefault() throws IOException {
		JsonNode names = this.client.json(this.client.get("/v1/models")).path("models");
		assertThat(names.valueStream().map(JsonNode::asString)).containsExactly("fashion-scenes",
				"timm-vit-registers-avg");
		JsonNode model = this.client.json(this.client.get("/v1/models/timm-vit-registers-avg"));
		assertThat(model.path("default").asBoolean()).isTrue();
	}

	@Test
	void modelDescribesItsShape() throws IOException {
		JsonNode model = this.client.json(this.client.get("/v1/models/timm-vit-registers-avg"));
		JsonNode expected = JsonMapper.shared().readTree("""
				{"family": "timm-vit", "input": {"width": 80, "height": 48}, "grid": {"rows": 6, "columns": 10},
				 "prefixTokens": 4, "classes": 6, "ready": true}""");
		expected.properties()
			.forEach((property) -> assertThat(model.path(property.getKey())).isEqualTo(property.getValue()));
		assertThat(model.path("digest").asString()).matches("sha256:[0-9a-f]{64}");
		assertThat(model.at("/labels/3").asString()).isEqualTo("class-3");
	}

	@Test
	void modelShowsHowImagesArePreparedAndWhereThatComesFrom() throws IOException {
		JsonNode model = this.client.json(this.client.get("/v1/models/timm-vit-registers-avg"));
		assertThat(model.path("preprocessing")).isEqualTo(JsonMapper.shared().readTree("""
				{"resize": {"mode": "fill", "height": 48, "width": 80}, "interpolation": "bilinear",
				 "crop": {"height": 48, "width": 80}, "input": {"height": 48, "width": 80}, "channels": 3,
				 "rescale": 0.003921569, "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225],
				 "sources": {"resize": "config.json: model_args.img_size; config.json: pretrained_cfg.crop_pct",
				  "interpolation": "default of timm's ResizeKeepRatio", "crop": "config.json: model_args.img_size",
				  "rescale": "default of timm, which divides by 255", "mean": "config.json: pretrained_cfg.mean",
				  "std": "config.json: pretrained_cfg.std"}}"""));
		assertThat(model.path("warnings")).isEqualTo(JsonMapper.shared().readTree("[]"));
	}

	@Test
	void oneLayerIsTheDefault() throws IOException {
		JsonNode layers = this.client.json(this.client.get("/v1/models/timm-vit-registers-avg")).path("layers");
		assertThat(layers.valueStream().filter((layer) -> layer.path("default").asBoolean())).singleElement()
			.satisfies((layer) -> assertThat(layer.path("name").asString()).isEqualTo("blocks[2].norm1"));
	}

	@Test
	void methodsNameTheirPaperAndCost() throws IOException {
		JsonNode methods = this.client.json(this.client.get("/v1/methods"));
		JsonNode first = methods.valueStream()
			.filter((method) -> method.path("name").asString().equals("grad-cam"))
			.findFirst()
			.orElseThrow();
		assertThat(first.path("paper").asString()).contains("Selvaraju");
		assertThat(first.path("cost").asString()).isEqualTo("1 forward + 1 backward");
	}

	@Test
	void methodsListTheirParameters() throws IOException {
		Map<String, List<String>> parameters = this.client.json(this.client.get("/v1/methods"))
			.valueStream()
			.collect(Collectors.toMap((method) -> method.path("name").asString(),
					(method) -> method.path("parameters").valueStream().map(JsonNode::asString).toList()));
		assertThat(parameters.get("grad-cam")).containsExactly("layer", "gradient", "score", "sign", "smooth=aug",
				"smooth=eigen", "weights-window");
		assertThat(parameters.get("attention-rollout")).contains("fusion").doesNotContain("layer", "gradient");
	}

	@Test
	void pageIsSentAgainOnlyWhenItHasChanged() throws Exception {
		HttpResponse<byte[]> page = this.client.get("/");
		assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
		assertThat(page.headers().firstValue("Last-Modified")).isEmpty();
		String etag = page.headers().firstValue("ETag").orElseThrow();
		HttpRequest again = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/"))
			.header("If-None-Match", etag)
			.build();
		assertThat(HttpClient.newHttpClient().send(again, HttpResponse.BodyHandlers.ofString()).statusCode())
			.isEqualTo(304);
	}

	@Test
	void answersAreCompressedOnRequest() throws IOException {
		assertThat(Wire.exchange(this.port, "GET /js/main.js HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip")
			.header("Content-Encoding")).isEqualTo("gzip");
	}

	@Test
	void unknownModelListsTheModels() throws IOException {
		HttpResponse<byte[]> response = this.client.get("/v1/models/nope");
		this.client.assertProblem(response, 404, "unknown-model");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("timm-vit-registers-avg");
	}

	@Test
	void wrongAddressIsNotFound() throws IOException {
		this.client.assertProblem(this.client.get("/nope"), 404, "not-found");
	}

	@Test
	void wrongMethodIsNotAllowed() throws IOException {
		this.client.assertProblem(this.client.get("/v1/explanations"), 405, "method-not-allowed");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/livez", "/readyz", "/actuator/prometheus", "/actuator/info", "/v3/api-docs", "/samples" })
	void operationsAnswer(String path) throws IOException {
		assertThat(this.client.get(path).statusCode()).isEqualTo(200);
	}

	@Test
	void queryThatTomcatRefusesIsAProblem() throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			OutputStream out = socket.getOutputStream();
			out.write("GET /v1/models?a={ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 400")
				.contains("application/problem+json", "\"code\":\"bad-request\"");
		}
	}

	@Test
	void imagesWithTooManyPixelsTogetherAreRefused() throws IOException {
		Path image = Golden.MODELS.resolve("timm-vit-registers-avg/image-0.png");
		assertThat(this.client.multipart("/v1/predictions", List.of(image, image)).statusCode()).isEqualTo(200);
		this.client.assertProblem(this.client.multipart("/v1/predictions", List.of(image, image, image)), 400,
				"bad-request");
	}

	@Test
	void malformedQueryIsABadRequest() throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			OutputStream out = socket.getOutputStream();
			out.write(("POST /v1/explanations?target=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ "Content-Type: image/png\r\nContent-Length: 1\r\n\r\nx")
				.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"bad-request\"");
		}
	}

	@Test
	void bracketsMayBeSentUnencoded() throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			OutputStream out = socket.getOutputStream();
			out.write(("POST /v1/explanations?layer=blocks[7] HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ "Content-Type: image/png\r\nContent-Length: 1\r\n\r\nx")
				.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).contains("\"code\":\"unknown-layer\"");
		}
	}

}
