package io.heatlens.request;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.heatlens.Closeness;
import io.heatlens.engine.Deadline;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.explain.Prediction;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.checkpoint.Golden;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests with prompts, from the parameters to the maps: what transformers and open_clip
 * compute of the same image and texts.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = "heatlens.models.store=" + PromptGoldenTests.FOLDER)
class PromptGoldenTests {

	static final String FOLDER = "src/test/resources/text";

	private static final DecodedImage IMAGE = Golden.image(Path.of(FOLDER, "image.png"));

	@Autowired
	private ExplanationReader reader;

	@Autowired
	private Explainer explainer;

	static List<String> names() {
		return Golden.models(Path.of(FOLDER)).stream().filter((name) -> name.matches("(hf|oc)-.*")).toList();
	}

	@ParameterizedTest
	@MethodSource("names")
	void logitsPerImageAndProbabilities(String name) {
		List<Prediction> found = ask(name).predictions()
			.stream()
			.sorted(Comparator.comparing(Prediction::index))
			.toList();
		assertThat(found).extracting(Prediction::label).isEqualTo(prompts(name));
		for (Prediction prediction : found) {
			assertThat((double) prediction.logit()).isCloseTo(number(name, "logits", prediction), Offset.offset(1e-4));
			assertThat(prediction.probability()).isCloseTo(number(name, "probabilities", prediction),
					Offset.offset(1e-4));
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void mapsOfThePromptThatIsTheTarget(String name) {
		List<Explanation> explanations = ask(name).explanations();
		assertThat(explanations).hasSize(2);
		for (Explanation explanation : explanations) {
			assertThat(explanation.layers()).containsExactly(expected(name).path("layer").asString());
			JsonNode map = expected(name).path("maps").path(explanation.method());
			float[] values = new float[map.size()];
			float[] found = new float[map.size()];
			float[][] raw = explanation.heatmap().raw();
			for (int i = 0; i < values.length; i++) {
				values[i] = (float) map.path(i).asDouble();
				found[i] = raw[i / raw[0].length][i % raw[0].length];
			}
			assertThat(Closeness.relativeError(found, values)).as(explanation.method()).isLessThan(1e-3);
		}
	}

	private ImageExplanation ask(String name) {
		List<String> prompts = prompts(name);
		ExplanationOptions options = this.reader
			.read(Parameters.of(
					Map.of("model", List.of(name), "prompt", prompts, "method", List.of("grad-cam", "hires-cam"),
							"target", List.of(prompts.get(expected(name).path("target").asInt()))),
					ApiParameter.OF_EXPLANATIONS));
		return this.explainer.explain(options.model(), List.of(IMAGE), options.request(), Deadline.never())
			.value()
			.get(0);
	}

	private static List<String> prompts(String name) {
		return expected(name).path("prompts").valueStream().map(JsonNode::asString).toList();
	}

	private static double number(String name, String list, Prediction prediction) {
		return expected(name).path(list).path(prediction.index()).asDouble();
	}

	private static JsonNode expected(String name) {
		return JsonMapper.shared().readTree(Path.of(FOLDER, name, "prompts.json").toFile());
	}

}
