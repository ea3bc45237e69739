package io.heatlens.web;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import javax.imageio.ImageIO;

import io.heatlens.Closeness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What makes images alike, over HTTP. The values themselves are those of torch, see
 * {@code EmbeddingGoldenTests}.
 */
@HttpTest
class SimilarityApiTests {

	private static final Path SAMPLES = Path.of("src/main/resources/samples");

	private static final Path SNEAKER = SAMPLES.resolve("sneaker-and-bag.png");

	private static final Path DRESS = SAMPLES.resolve("dress-and-bag.png");

	private static final Path SHIRT = SAMPLES.resolve("shirt.png");

	private static final Path WIDE = Path.of("src/test/resources/golden/images/preprocess/chelsea.png");

	@Autowired
	private Client client;

	private HttpResponse<byte[]> compare(String query, Path image, Path... references) throws IOException {
		return this.client.compare("/v1/similarities?" + query, image, Arrays.asList(references));
	}

	@Test
	void eachReferenceIsExplainedOnBothImages() throws IOException {
		JsonNode answer = this.client.json(compare("method=grad-cam&method=attention-rollout", SNEAKER, DRESS, SHIRT));
		assertThat(answer.path("embedding").asString()).isEqualTo("cls");
		assertThat(answer.at("/image/name").asString()).isEqualTo("sneaker-and-bag.png");
		assertThat(answer.path("results").size()).isEqualTo(2);
		assertThat(answer.at("/results/1/reference/name").asString()).isEqualTo("shirt.png");
		JsonNode explanations = answer.at("/results/0/explanations");
		assertThat(explanations.valueStream()
			.map((map) -> map.path("of").asString() + " " + map.path("method").asString())).containsExactly(
					"image grad-cam", "image attention-rollout", "reference grad-cam", "reference attention-rollout");
		assertThat(explanations.get(0).has("target")).isFalse();
		assertThat(explanations.get(0).path("scoreValue").asDouble())
			.isEqualTo(answer.at("/results/0/similarity").asDouble());
	}

	@Test
	void imageAndReferenceCanChangePlaces() throws IOException {
		JsonNode one = this.client.json(compare("", SNEAKER, DRESS)).at("/results/0");
		JsonNode other = this.client.json(compare("", DRESS, SNEAKER)).at("/results/0");
		assertThat(one.path("similarity").asDouble()).isCloseTo(other.path("similarity").asDouble(), within(1e-6));
		Closeness.assertClose(one.at("/explanations/0/heatmap"), other.at("/explanations/1/heatmap"));
	}

	@Test
	void imageIsLikeItself() throws IOException {
		JsonNode result = this.client.json(compare("", SHIRT, SHIRT)).at("/results/0");
		assertThat(result.path("similarity").asDouble()).isCloseTo(1, within(1e-6));
		// No change of an image makes it more like itself.
		assertThat(result.at("/explanations/0/status").asString()).isNotEqualTo("ok");
	}

	@Test
	void moreImagesThanABatchGetTheSameMaps() throws IOException {
		JsonNode one = this.client.json(compare("", SNEAKER, DRESS)).at("/results/0");
		JsonNode many = this.client.json(compare("", SNEAKER, Collections.nCopies(8, DRESS).toArray(Path[]::new)));
		assertThat(many.path("results").size()).isEqualTo(8);
		for (JsonNode result : many.path("results")) {
			Closeness.assertClose(result.path("explanations"), one.path("explanations"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "rise&samples=20", "occlusion", "integrated-gradients&steps=2", "score-cam", "legrad",
			"generic-attention", "hires-cam&smooth=aug", "layer-cam&gradient=pruned" })
	void otherMethodsExplainTheSameNumber(String method) throws IOException {
		JsonNode result = this.client.json(compare("method=" + method, SNEAKER, DRESS)).at("/results/0");
		for (JsonNode explanation : result.path("explanations")) {
			assertThat(explanation.path("scoreValue").asDouble()).isCloseTo(result.path("similarity").asDouble(),
					within(1e-5));
			assertThat(explanation.path("status").asString()).isEqualTo("ok");
		}
	}

	@Test
	void pictureHasBothImagesSideBySide() throws IOException {
		HttpResponse<byte[]> response = this.client.compare("/v1/similarities?opacity=0", SNEAKER, List.of(WIDE),
				"Accept", "image/png");
		BufferedImage picture = ImageIO.read(new ByteArrayInputStream(response.body()));
		assertThat(picture.getWidth()).isEqualTo(96 + 451);
		assertThat(picture.getHeight()).isEqualTo(300);
		assertThat(picture.getRGB(10, 20)).isEqualTo(ImageIO.read(SNEAKER.toFile()).getRGB(10, 20));
		assertThat(picture.getRGB(96 + 400, 250)).isEqualTo(ImageIO.read(WIDE.toFile()).getRGB(400, 250));
		assertThat(picture.getRGB(10, 200)).isEqualTo(0xffffffff);
	}

	@Test
	void dryRunCountsOneForwardPassPerImageAndOneBackwardPassPerMap() throws IOException {
		JsonNode answer = this.client.json(compare("dry-run=true", SNEAKER, DRESS, SHIRT));
		assertThat(answer.path("images").asInt()).isEqualTo(3);
		assertThat(answer.at("/passes/forwards").asInt()).isEqualTo(3);
		assertThat(answer.at("/passes/backwards").asInt()).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource({ "target=Bag, 400, bad-parameter", "prompt=a, 400, bad-parameter",
			"score=probability, 400, bad-parameter", "evaluate=deletion, 400, bad-parameter",
			"model=nope, 404, unknown-model", "method=finer-cam, 422, unsupported-method",
			"layer=nope, 422, unknown-layer" })
	void whatMakesNoSenseIsRefused(String query, int status, String code) throws IOException {
		this.client.assertProblem(compare(query, SNEAKER, DRESS), status, code);
	}

	@Test
	void oneImageAndOneToEightReferencesAreNeeded() throws IOException {
		this.client.assertProblem(compare("", SNEAKER), 400, "bad-request");
		this.client.assertProblem(compare("", SNEAKER, Collections.nCopies(9, SHIRT).toArray(Path[]::new)), 400,
				"bad-request");
		this.client.assertProblem(
				this.client.compare("/v1/similarities", SNEAKER, List.of(SHIRT, DRESS), "Accept", "image/png"), 400,
				"bad-request");
		this.client.assertProblem(this.client.multipart("/v1/similarities", List.of(SNEAKER, SHIRT)), 400,
				"bad-request");
		this.client.assertProblem(this.client.image("/v1/similarities", SNEAKER), 415, "unsupported-media-type");
	}

	@Test
	void imageThatCannotBeReadIsTheProblemOfTheRequest() throws IOException {
		this.client.assertProblem(compare("", SNEAKER, Path.of("pom.xml")), 415, "unsupported-image-format");
	}

	@Test
	void everyModelTellsItsTasks() throws IOException {
		assertThat(this.client.json(this.client.get("/v1/models/fashion-scenes")).path("tasks").toString())
			.isEqualTo("[\"classification\",\"similarity\"]");
		this.client.assertProblem(this.client.image("/v1/explanations?prompt=a+bag", SNEAKER), 422, "unsupported-task");
	}

}
