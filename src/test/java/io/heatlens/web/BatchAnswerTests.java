package io.heatlens.web;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import io.heatlens.Closeness;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What several images of a request get: classes of their own, a common scale, boxes and
 * masks.
 */
@HttpTest(properties = Golden.STORE)
class BatchAnswerTests {

	private static final Path IMAGE = Golden.MODELS.resolve("timm-vit/image-0.png");

	private static final Path OTHER = Golden.MODELS.resolve("timm-vit/image-1.png");

	private static final Path DAMAGED = Path.of("pom.xml");

	@Autowired
	private Client client;

	private JsonNode results(String query, Path... images) throws IOException {
		return this.client.json(this.client.multipart("/v1/explanations?model=timm-vit&" + query, List.of(images)))
			.path("results");
	}

	private static List<Integer> classes(JsonNode result) {
		return result.path("explanations")
			.valueStream()
			.map((explanation) -> explanation.at("/target/class").asInt())
			.toList();
	}

	@Test
	void eachImageIsExplainedForClassesOfItsOwn() throws IOException {
		JsonNode results = results("targets=3,class-5&targets=7", IMAGE, OTHER);
		assertThat(classes(results.get(0))).containsExactly(3, 5);
		assertThat(classes(results.get(1))).containsExactly(7);
		Closeness.assertClose(results.get(0), results("target=3&target=5", IMAGE).get(0));
		Closeness.assertClose(results.get(1), results("target=7", OTHER).get(0));
	}

	@Test
	void classesFollowTheirImagesThroughSeveralBatches() throws IOException {
		Path[] images = IntStream.range(0, 20).mapToObj((i) -> IMAGE).toArray(Path[]::new);
		String query = String.join("&", IntStream.range(0, 20).mapToObj((i) -> "targets=" + i % 10).toList());
		JsonNode results = results(query, images);
		assertThat(results.valueStream().map(BatchAnswerTests::classes).toList())
			.isEqualTo(IntStream.range(0, 20).mapToObj((i) -> List.of(i % 10)).toList());
	}

	@Test
	void imageThatCannotBeReadKeepsItsPlaceAmongTheClasses() throws IOException {
		JsonNode results = results("targets=3&targets=4&targets=5", IMAGE, DAMAGED, OTHER);
		assertThat(classes(results.get(0))).containsExactly(3);
		assertThat(results.get(1).path("problem").isObject()).isTrue();
		assertThat(classes(results.get(2))).containsExactly(5);
	}

	@Test
	void otherNumberOfListsThanImagesIsRefused() throws IOException {
		assertThat(this.client
			.assertProblem(this.client.multipart("/v1/explanations?model=timm-vit&targets=1&targets=2&targets=3",
					List.of(IMAGE, OTHER)), 400, "bad-parameter")
			.path("detail")
			.asString()).contains("targets", "3 for 2 images");
	}

	@Test
	void dryRunCountsTheClassesOfEachImage() throws IOException {
		JsonNode answer = this.client.json(this.client
			.multipart("/v1/explanations?model=timm-vit&dry-run=true&targets=1,2,3&targets=4", List.of(IMAGE, OTHER)));
		assertThat(answer.at("/passes/forwards").asInt()).isEqualTo(2);
		assertThat(answer.at("/passes/backwards").asInt()).isEqualTo(4);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[\"3,class-5\", 7]", "[[3, \"class-5\"], [7]]" })
	void kserveTakesAListForEachInstance(String targets) throws IOException {
		String body = "{\"instances\": [{\"image\": {\"b64\": \"%s\"}}, {\"image\": {\"b64\": \"%s\"}}], \"parameters\": {\"targets\": %s}}"
			.formatted(base64(IMAGE), base64(OTHER), targets);
		JsonNode results = this.client
			.json(this.client.bytes("/v1/models/timm-vit:explain", body.getBytes(StandardCharsets.UTF_8),
					"Content-Type", "application/json"))
			.path("explanations");
		assertThat(classes(results.get(0))).containsExactly(3, 5);
		assertThat(classes(results.get(1))).containsExactly(7);
	}

	private static String base64(Path file) throws IOException {
		return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
	}

	@Test
	void sharedScaleIsTheLargestValueOfAllMaps() throws IOException {
		JsonNode results = results("top=2&scale=shared", IMAGE, OTHER);
		List<JsonNode> maps = results.valueStream()
			.flatMap((result) -> result.path("explanations").valueStream())
			.map((explanation) -> explanation.path("heatmap"))
			.toList();
		double largest = maps.stream()
			.flatMap((map) -> map.path("raw").valueStream().flatMap(JsonNode::valueStream))
			.mapToDouble(JsonNode::asDouble)
			.max()
			.orElseThrow();
		assertThat(maps).hasSize(4).allSatisfy((map) -> {
			assertThat(map.path("scale").asDouble()).isCloseTo(largest, within(1e-6 * largest));
			for (int i = 0; i < 64; i++) {
				assertThat(map.path("values").get(i / 8).get(i % 8).asDouble())
					.isCloseTo(Math.max(map.path("raw").get(i / 8).get(i % 8).asDouble(), 0) / largest, within(1e-6));
			}
		});
	}

	@Test
	void pictureOnTwiceTheScaleIsHalfAsBright() throws IOException {
		double maximum = results("target=3&scale=shared", IMAGE).at("/0/explanations/0/heatmap/scale").asDouble();
		int[] own = levels("target=3&view=grey&interpolation=nearest");
		int[] half = levels("target=3&view=grey&interpolation=nearest&scale=" + 2 * maximum);
		for (int i = 0; i < own.length; i++) {
			assertThat(half[i]).isCloseTo(own[i] / 2, within(1));
		}
	}

	@Test
	void mapOnItsOwnScaleNamesNone() throws IOException {
		assertThat(results("scale=own", IMAGE).at("/0/explanations/0/heatmap").has("scale")).isFalse();
	}

	@Test
	void boxesSurroundWhatTheMaskShows() throws IOException {
		JsonNode boxes = results("target=3&threshold=0.4", IMAGE).at("/0/explanations/0/boxes");
		int[] mask = levels("target=3&threshold=0.4&view=mask");
		assertThat(boxes.size()).isPositive();
		int[] painted = new int[mask.length];
		boxes.forEach((box) -> {
			for (int y = 0; y < box.path("height").asInt(); y++) {
				for (int x = 0; x < box.path("width").asInt(); x++) {
					painted[(box.path("y").asInt() + y) * 64 + box.path("x").asInt() + x] = 255;
				}
			}
		});
		for (int i = 0; i < mask.length; i++) {
			assertThat(mask[i]).isIn(0, 255).isLessThanOrEqualTo(painted[i]);
		}
	}

	@Test
	void answerWithoutAChoiceOfPatchesHasNoBoxes() throws IOException {
		assertThat(results("target=3", IMAGE).at("/0/explanations/0").has("boxes")).isFalse();
	}

	private int[] levels(String query) throws IOException {
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(
				this.client.image("/v1/explanations?model=timm-vit&" + query, IMAGE, "image/png").body()));
		return image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
	}

	@Test
	void predictionsGoUpToAllClasses() throws IOException {
		JsonNode all = this.client.json(this.client.image("/v1/predictions?top=10&model=timm-vit", IMAGE));
		assertThat(all.at("/results/0/predictions").size()).isEqualTo(10);
		this.client.assertProblem(this.client.image("/v1/predictions?top=11&model=timm-vit", IMAGE), 400,
				"bad-parameter");
	}

}
