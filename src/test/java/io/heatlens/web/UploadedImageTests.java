package io.heatlens.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;

import io.heatlens.Closeness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Images as clients send them: with transparent pixels, and in parts without a file name.
 */
@HttpTest
class UploadedImageTests {

	private static final Path FILES = Path.of("src/test/resources/images");

	private static final Path TRANSPARENT = FILES.resolve("rgba-hidden-black.png");

	/** The same picture after Pillow's {@code convert("RGB")}. */
	private static final Path OPAQUE = FILES.resolve("rgb-hidden-black.png");

	@Autowired
	private Client client;

	@ParameterizedTest
	@ValueSource(strings = { "", "?alpha=drop" })
	void predictionsOfATransparentImageAreThoseOfPillowsPipeline(String query) throws IOException {
		JsonNode image = this.client.json(this.client.image("/v1/predictions" + query, TRANSPARENT)).at("/results/0");
		JsonNode expected = this.client.json(this.client.image("/v1/predictions", OPAQUE)).at("/results/0");
		Closeness.assertClose(image.path("predictions"), expected.path("predictions"));
		assertThat(expected.at("/image/warnings").isMissingNode()).isTrue();
		assertThat(image.at("/image/warnings/0").asString()).contains("(alpha=drop", "alpha=white");
	}

	@Test
	void alphaOfARequestPutsTheImageOnWhite() throws IOException {
		JsonNode dropped = this.client.json(this.client.image("/v1/predictions", TRANSPARENT)).at("/results/0");
		JsonNode white = this.client.json(this.client.image("/v1/predictions?alpha=white", TRANSPARENT))
			.at("/results/0");
		assertThat(white.at("/predictions/0/class")).isNotEqualTo(dropped.at("/predictions/0/class"));
		assertThat(white.at("/image/warnings/0").asString()).contains("(alpha=white)", "alpha=drop");
	}

	@Test
	void explanationWarnsOfTransparentPixels() throws IOException {
		JsonNode dropped = this.client.json(this.client.image("/v1/explanations", TRANSPARENT)).at("/results/0");
		JsonNode expected = this.client.json(this.client.image("/v1/explanations", OPAQUE)).at("/results/0");
		Closeness.assertClose(dropped.at("/explanations/0/heatmap"), expected.at("/explanations/0/heatmap"));
		assertThat(dropped.at("/explanations/0/warnings").valueStream().map(JsonNode::asString))
			.contains(dropped.at("/image/warnings/0").asString());
		assertThat(expected.at("/explanations/0/warnings").toString()).doesNotContain("transparent");
	}

	@Test
	void pictureShowsWhatTheModelSaw() throws IOException {
		byte[] dropped = this.client.image("/v1/explanations?target=0&opacity=0", TRANSPARENT, "image/png").body();
		byte[] opaque = this.client.image("/v1/explanations?target=0&opacity=0", OPAQUE, "image/png").body();
		byte[] white = this.client.image("/v1/explanations?target=0&opacity=0&alpha=white", TRANSPARENT, "image/png")
			.body();
		assertThat(dropped).isEqualTo(opaque).isNotEqualTo(white);
	}

	@Test
	void kserveTakesAlpha() throws IOException {
		String instance = Base64.getEncoder().encodeToString(Files.readAllBytes(TRANSPARENT));
		for (String alpha : new String[] { "drop", "white" }) {
			JsonNode own = this.client.json(this.client.image("/v1/predictions?alpha=" + alpha, TRANSPARENT));
			String body = "{\"instances\": [{\"image\": {\"b64\": \"%s\"}}], \"parameters\": {\"alpha\": \"%s\"}}"
				.formatted(instance, alpha);
			JsonNode kserve = json("/v1/models/fashion-scenes:predict", body);
			Closeness.assertClose(kserve.path("predictions"), own.path("results"));
		}
	}

	@Test
	void kserveTakesAnAlphaPerInstance() throws IOException {
		String image = Base64.getEncoder().encodeToString(Files.readAllBytes(TRANSPARENT));
		String body = "{\"instances\": [{\"image\": {\"b64\": \"%s\"}, \"alpha\": \"white\"}, {\"image\": {\"b64\": \"%s\"}}]}"
			.formatted(image, image);
		JsonNode answer = json("/v1/models/fashion-scenes:explain", body).path("explanations");
		assertThat(answer.at("/0/image/warnings/0").asString()).contains("(alpha=white)");
		assertThat(answer.at("/1/image/warnings/0").asString()).contains("(alpha=drop");
		assertThat(answer.at("/0/predictions/0/class")).isNotEqualTo(answer.at("/1/predictions/0/class"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "drop", "white" })
	void inferenceTakesAlpha(String alpha) throws IOException {
		JsonNode own = this.client.json(this.client.image("/v1/predictions?top=10&alpha=" + alpha, TRANSPARENT))
			.at("/results/0/predictions");
		String body = """
				{"inputs": [{"name": "image", "shape": [1], "datatype": "BYTES", "data": ["%s"]}],
				"outputs": [{"name": "logits"}], "parameters": {"alpha": "%s"}}"""
			.formatted(Base64.getEncoder().encodeToString(Files.readAllBytes(TRANSPARENT)), alpha);
		JsonNode answer = json("/v2/models/fashion-scenes/infer", body);
		own.valueStream()
			.forEach((prediction) -> assertThat(
					answer.at("/outputs/0/data").get(prediction.path("class").asInt()).asDouble())
				.isCloseTo(prediction.path("logit").asDouble(), within(1e-4)));
		assertThat(answer.at("/parameters/warnings").asString()).contains("alpha=" + alpha);
	}

	@Test
	void unknownAlphaIsABadParameter() throws IOException {
		this.client.assertProblem(this.client.image("/v1/predictions?alpha=black", TRANSPARENT), 400, "bad-parameter");
	}

	@ParameterizedTest
	@ValueSource(strings = { "name=\"image\"", "name=\"image\"\r\nContent-Type: image/png",
			"name=\"image\"\r\nContent-Type: application/octet-stream", "name=image",
			"name=\"image\"; filename=\"a.png\"" })
	void partNeedsNeitherAFileNameNorAContentType(String headers) throws IOException {
		JsonNode found = this.client.json(form("/v1/predictions?top=3", headers, Files.readAllBytes(OPAQUE)));
		JsonNode expected = this.client.json(this.client.image("/v1/predictions?top=3", OPAQUE));
		Closeness.assertClose(found.at("/results/0/predictions"), expected.at("/results/0/predictions"));
	}

	@Test
	void largePartWithoutAFileNameIsDecoded() throws IOException {
		byte[] image = Files.readAllBytes(FILES.resolve("samsung.jpg"));
		byte[] noise = new byte[9_000_000];
		new Random(20).nextBytes(noise);
		byte[] large = new byte[image.length + noise.length];
		System.arraycopy(image, 0, large, 0, image.length);
		System.arraycopy(noise, 0, large, image.length, noise.length);
		JsonNode answer = this.client.json(form("/v1/predictions", "name=\"image\"", large));
		assertThat(answer.at("/results/0/image/width").asInt()).isEqualTo(320);
	}

	@Test
	void textInThePlaceOfAnImageIsNamed() throws IOException {
		HttpResponse<byte[]> answer = form("/v1/predictions", "name=\"image\"",
				"data:image/png;base64,iVBORw0KGgo=".getBytes(StandardCharsets.US_ASCII));
		this.client.assertProblem(answer, 415, "unsupported-image-format");
		assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("found a data: URL. Decode it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "name=\"photo\"\r\nContent-Type: image/png", "name=\"photo\"; filename=\"a.png\"" })
	void imageOfAnotherNameIsABadRequest(String headers) throws IOException {
		this.client.assertProblem(form("/v1/predictions", headers, Files.readAllBytes(OPAQUE)), 400, "bad-request");
	}

	@Test
	void imageInTheQueryIsABadRequest() throws IOException {
		this.client.assertProblem(this.client.image("/v1/predictions?image=a.png", OPAQUE), 400, "bad-request");
	}

	private JsonNode json(String path, String body) throws IOException {
		return this.client
			.json(this.client.bytes(path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json"));
	}

	private HttpResponse<byte[]> form(String path, String headers, byte[] content) throws IOException {
		byte[] head = ("--b\r\nContent-Disposition: form-data; " + headers + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII);
		byte[] body = new byte[head.length + content.length + tail.length];
		System.arraycopy(head, 0, body, 0, head.length);
		System.arraycopy(content, 0, body, head.length, content.length);
		System.arraycopy(tail, 0, body, head.length + content.length, tail.length);
		return this.client.bytes(path, body, "Content-Type", "multipart/form-data; boundary=b");
	}

}
