package io.heatlens.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import io.heatlens.Closeness;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The contract of {@code /v1/explanations} and {@code /v1/predictions}, over real HTTP.
 */
@HttpTest(properties = Golden.STORE)
class ExplanationApiTests {

	private static final Path IMAGE = Golden.MODELS.resolve("hf-vit/image-0.png");

	private static final Path PHOTO = Path.of("src/test/resources/golden/images/preprocess/chelsea.png");

	@Autowired
	private Client client;

	@Test
	void rawMapOverHttpEqualsTheReference() throws IOException {
		JsonNode test = Golden.cases("hf-vit").path("cases").get(0);
		JsonNode answer = this.client
			.json(this.client.image("/v1/explanations?model=hf-vit&method=grad-cam&layer=blocks[2].norm1&target="
					+ test.path("class").asInt(), IMAGE));
		float[] expected = Golden.expected("hf-vit", test.path("tensor").asString());
		double largest = 0;
		double error = 0;
		JsonNode raw = answer.at("/results/0/explanations/0/heatmap/raw");
		for (int i = 0; i < expected.length; i++) {
			largest = Math.max(largest, Math.abs(expected[i]));
			error = Math.max(error, Math.abs(expected[i] - raw.get(i / 6).get(i % 6).asDouble()));
		}
		assertThat(error / largest).isLessThan(1e-3);
	}

	@Test
	void multipartAndRawBodyGiveTheSameExplanation() throws IOException {
		JsonNode multipart = this.client.json(this.client.multipart("/v1/explanations?model=hf-vit", List.of(IMAGE)));
		JsonNode raw = this.client.json(this.client.image("/v1/explanations?model=hf-vit", IMAGE));
		Closeness.assertClose(multipart.at("/results/0/explanations"), raw.at("/results/0/explanations"));
	}

	@Test
	void formFieldsMeanTheSameAsTheQuery() throws IOException {
		JsonNode query = this.client
			.json(this.client.multipart("/v1/explanations?model=hf-vit&target=3", List.of(IMAGE)));
		JsonNode fields = this.client
			.json(this.client.multipart("/v1/explanations", List.of(IMAGE), "model", "hf-vit", "target", "3"));
		Closeness.assertClose(fields, query);
	}

	@Test
	void sameRequestGivesTheSamePicture() throws IOException {
		int[] first = levels("/v1/explanations?model=timm-vit&view=grey");
		int[] second = levels("/v1/explanations?model=timm-vit&view=grey");
		for (int i = 0; i < first.length; i++) {
			assertThat(second[i]).isCloseTo(first[i], within(1));
		}
	}

	private int[] levels(String path) throws IOException {
		var image = ImageIO.read(new ByteArrayInputStream(this.client.image(path, PHOTO, "image/png").body()));
		return image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
	}

	@Test
	void pngHasTheSizeOfTheOriginal() throws IOException {
		HttpResponse<byte[]> response = this.client.image("/v1/explanations?model=hf-vit", PHOTO, "image/png");
		var image = ImageIO.read(new ByteArrayInputStream(response.body()));
		assertThat(List.of(image.getWidth(), image.getHeight())).isEqualTo(List.of(451, 300));
	}

	@Test
	void pngCarriesItsStatus() throws IOException {
		HttpResponse<byte[]> response = this.client.image("/v1/explanations?model=hf-vit", PHOTO, "image/png");
		assertThat(response.headers().firstValue("Heatlens-Status")).contains("ok");
	}

	@Test
	void transparentOpacityShowsThePhotograph() throws IOException {
		HttpResponse<byte[]> response = this.client.image("/v1/explanations?model=hf-vit&opacity=0", PHOTO,
				"image/png");
		var image = ImageIO.read(new ByteArrayInputStream(response.body()));
		var photo = ImageIO.read(PHOTO.toFile());
		int[] drawn = image.getRGB(0, 0, 451, 300, null, 0, 451);
		assertThat(drawn).isEqualTo(photo.getRGB(0, 0, 451, 300, null, 0, 451));
	}

	@Test
	void regionOfACentreCropIsThePartOfTheImageThatItCovers() throws IOException {
		JsonNode answer = this.client.json(this.client.image("/v1/explanations?model=hf-dinov2-resized", PHOTO));
		JsonNode region = answer.at("/results/0/explanations/0/region");
		// The image of 451 x 300 is resized to 84 x 56, of which the middle 56 x 56
		// remain.
		assertThat(region.path("x").asDouble()).isCloseTo(14 * 451 / 84.0, within(1e-9));
		assertThat(region.path("width").asDouble()).isCloseTo(56 * 451 / 84.0, within(1e-9));
		assertThat(region.path("height").asDouble()).isCloseTo(300.0, within(1e-9));
	}

	@Test
	void severalTargetsGetOneExplanationEach() throws IOException {
		JsonNode answer = this.client
			.json(this.client.image("/v1/explanations?model=hf-vit&target=2&target=class-5", IMAGE));
		assertThat(answer.at("/results/0/explanations").valueStream().map((e) -> e.at("/target/class").asInt()))
			.containsExactly(2, 5);
	}

	@Test
	void topExplainsTheMostProbableInOrder() throws IOException {
		JsonNode answer = this.client.json(this.client.image("/v1/explanations?model=hf-vit&top=3", IMAGE));
		JsonNode result = answer.at("/results/0");
		assertThat(result.path("explanations").valueStream().map((e) -> e.path("target")).toList())
			.isEqualTo(result.path("predictions").valueStream().limit(3).toList());
	}

	@Test
	void unreadableImageDoesNotPreventTheOtherAnswers() throws IOException {
		Path text = Files.writeString(Files.createTempFile("text", ".png"), "not an image");
		JsonNode answer = this.client
			.json(this.client.multipart("/v1/explanations?model=hf-vit", List.of(text, IMAGE)));
		assertThat(answer.at("/results/0/problem/code").asString()).isEqualTo("unsupported-image-format");
		assertThat(answer.at("/results/1/explanations/0/status").asString()).isEqualTo("ok");
	}

	@ParameterizedTest
	@ValueSource(strings = { "grad-cam++", "grad-cam%2B%2B" })
	void plusMayBeSentUnencoded(String method) throws IOException {
		JsonNode answer = this.client.json(this.client.image("/v1/explanations?model=hf-vit&method=" + method, IMAGE));
		assertThat(answer.at("/results/0/explanations/0/method").asString()).isEqualTo("grad-cam++");
	}

	@Test
	void answerHasTheTimesOfItsStages() throws IOException {
		HttpResponse<byte[]> response = this.client.image("/v1/explanations?model=hf-vit", IMAGE, "image/png");
		assertThat(response.headers().firstValue("Server-Timing").orElse(""))
			.matches("decode;dur=[\\d.]+, queue;dur=[\\d.]+, model;dur=[\\d.]+, render;dur=[\\d.]+");
	}

	@ParameterizedTest
	@CsvSource({ "model=nope, 404, unknown-model", "method=nope, 422, unknown-method", "layer=nope, 422, unknown-layer",
			"layer=blocks[99], 422, unknown-layer", "layer=blocks[-1], 422, no-gradient-path",
			"target=nope, 422, unknown-class", "target=99, 422, unknown-class", "top=2&target=1, 400, bad-parameter",
			"top=0, 400, bad-parameter", "top=11, 400, bad-parameter", "top=x, 400, bad-parameter",
			"opacity=2, 400, bad-parameter", "view=nope, 400, bad-parameter",
			"target=0&target=0&target=0&target=0&target=0&target=0&target=0&target=0&target=0&target=0&target=0, 400, bad-parameter",
			"model=, 400, bad-parameter" })
	void badParameterIsAProblem(String query, int status, String code) throws IOException {
		this.client.assertProblem(this.client.image("/v1/explanations?" + query, IMAGE), status, code);
	}

	@ParameterizedTest
	@CsvSource({ "target=1&target=2", "top=2", "normalize=none" })
	void pngOfSeveralMapsIsRefused(String query) throws IOException {
		this.client.assertProblem(this.client.image("/v1/explanations?" + query, IMAGE, "image/png"), 400,
				"bad-parameter");
	}

	@Test
	void pngOfTwoImagesIsRefused() throws IOException {
		this.client.assertProblem(
				this.client.multipart("/v1/explanations", List.of(IMAGE, IMAGE), "Accept", "image/png"), 400,
				"bad-parameter");
	}

	@Test
	void htmlIsNotAcceptable() throws IOException {
		this.client.assertProblem(this.client.image("/v1/explanations", IMAGE, "text/html"), 406, "not-acceptable");
	}

	@Test
	void parameterInQueryAndFormIsRefused() throws IOException {
		this.client.assertProblem(this.client.multipart("/v1/explanations?top=1", List.of(IMAGE), "top", "1"), 400,
				"bad-parameter");
	}

	@Test
	void missingImageIsABadRequest() throws IOException {
		this.client.assertProblem(this.client.multipart("/v1/explanations", List.of(), "model", "hf-vit"), 400,
				"bad-request");
	}

	@Test
	void emptyImageIsUnreadable() throws IOException {
		Path empty = Files.createTempFile("empty", ".png");
		this.client.assertProblem(this.client.multipart("/v1/explanations", List.of(empty)), 422, "unreadable-image");
	}

	@Test
	void uploadBeyondTheLimitIsTooLarge() throws IOException {
		Path large = Files.write(Files.createTempFile("large", ".png"), new byte[11 << 20]);
		this.client.assertProblem(this.client.multipart("/v1/explanations", List.of(large)), 413, "upload-too-large");
		this.client.assertProblem(this.client.image("/v1/explanations", large), 413, "upload-too-large");
	}

	@Test
	void predictionsAreTheMostProbableInOrder() throws IOException {
		JsonNode answer = this.client.json(this.client.image("/v1/predictions?model=hf-vit&top=3", IMAGE));
		List<Double> probabilities = answer.at("/results/0/predictions")
			.valueStream()
			.map((prediction) -> prediction.path("probability").asDouble())
			.toList();
		assertThat(probabilities).hasSize(3).isSortedAccordingTo((a, b) -> Double.compare(b, a));
	}

	@Test
	void predictionsRefuseALayer() throws IOException {
		this.client.assertProblem(this.client.image("/v1/predictions?layer=blocks[0]", IMAGE), 400, "bad-parameter");
	}

}
