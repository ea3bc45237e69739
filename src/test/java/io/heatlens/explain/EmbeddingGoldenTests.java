package io.heatlens.explain;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.ImageVector;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is expected of every kind of model that turns an image into a vector: the vector,
 * the similarity of two images, and what makes them alike, from torch.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "heatlens.models.store=" + EmbeddingGoldenTests.FOLDER, "heatlens.models.skip-invalid=true" })
class EmbeddingGoldenTests {

	static final String FOLDER = "src/test/resources/embeddings";

	private static final List<DecodedImage> IMAGES = Stream.of("image-0.png", "image-1.png")
		.map((file) -> Golden.image(Golden.FAMILIES.resolve(file)))
		.toList();

	@Autowired
	private ModelStore models;

	@Autowired
	private Engine engine;

	@Autowired
	private Comparer comparer;

	@Autowired
	private Methods methods;

	static List<String> names() {
		return Golden.models(Path.of(FOLDER));
	}

	@ParameterizedTest
	@MethodSource("names")
	void similarity(String name) {
		assertThat(compare(name, "grad-cam", "").value()).isCloseTo(expected(name).path("similarity").asDouble(),
				Offset.offset(1e-5));
	}

	@ParameterizedTest
	@MethodSource("names")
	void maps(String name) {
		JsonNode cases = expected(name).path("cases");
		assertThat(cases).isNotEmpty();
		for (JsonNode test : cases) {
			Similarity similarity = compare(name, test.path("method").asString(), test.path("layer").asString());
			Explanation found = ((test.path("image").asInt() == 0) ? similarity.image() : similarity.reference())
				.get(0);
			float[] expected = new float[test.path("map").size()];
			for (int i = 0; i < expected.length; i++) {
				expected[i] = (float) test.path("map").path(i).asDouble();
			}
			assertThat(Closeness.relativeError(Maps.flat(found.heatmap().raw()), expected)).as(test.toString())
				.isLessThan(1e-4);
		}
	}

	@Test
	void patchingEqualsTheReference() {
		Similarity similarity = compare("timm-vit", "caap", "");
		List<Explanation> found = List.of(similarity.image().get(0), similarity.reference().get(0));
		for (int image = 0; image < found.size(); image++) {
			float[] expected = PatchingTests.values(PatchingTests.EXPECTED.path("similarity").path(image));
			assertThat(Closeness.relativeError(Maps.flat(found.get(image).heatmap().raw()), expected)).isLessThan(1e-3);
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void defaultLayerAndKindOfVector(String name) {
		Model model = this.models.get(name);
		assertThat(model.defaultSite().name()).isEqualTo(expected(name).path("layer").asString());
		assertThat(ImageVector.of(model).apiName()).isEqualTo(expected(name).path("embedding").asString());
	}

	private Similarity compare(String name, String method, String layer) {
		Model model = this.models.get(name).embedder();
		MethodOptions options = MethodOptions.of(model).withLayers(List.of(model.site(layer)));
		ExplanationRequest request = ExplanationRequest.of(this.methods.get(method), new Target.EachOther(1), options);
		try (EngineTicket ticket = this.engine.enter(Maps.NO_DEADLINE)) {
			return this.comparer.compare(ticket, model, IMAGES, request).value().get(0);
		}
	}

	private static JsonNode expected(String name) {
		return JsonMapper.shared().readTree(Path.of(FOLDER, name, "expected.json").toFile());
	}

}
