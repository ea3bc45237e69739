package io.heatlens.vit.text;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The vectors of texts are those of transformers and open_clip, whose values are in
 * {@code expected.json}: {@code src/test/resources/text/make.py} wrote it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TextTowerTests {

	@AutoClose
	private final TextModels models = new TextModels();

	static Stream<Path> folders() {
		return TextModels.folders();
	}

	@ParameterizedTest
	@MethodSource("folders")
	void vectorsAreThoseOfPython(Path folder) {
		JsonNode expected = TextModels.expected(folder);
		long[][] ids = expected.get("padded").valueStream().map(TextModels::longs).toArray(long[][]::new);
		float[][] vectors = this.models.vectors(this.models.read(folder).transformer(), ids);
		assertThat(vectors).hasDimensions(expected.get("vectors").size(), expected.get("vectors").get(0).size());
		assertRows(List.of(vectors), expected.get("vectors"));
	}

	@ParameterizedTest
	@MethodSource("folders")
	void encodedTextsAreThoseOfPythonDividedByTheirLength(Path folder) {
		JsonNode expected = TextModels.expected(folder);
		List<String> texts = TextModels.texts();
		TextEncoder encoder = this.models.open(folder);
		List<String> shown = expected.get("shown").valueStream().map((index) -> texts.get(index.asInt())).toList();
		List<float[]> vectors = this.models.run(() -> encoder.vectors(shown));
		IntStream.range(0, shown.size())
			.forEach((i) -> Closeness.assertClose(vectors.get(i),
					unit(TextModels.floats(expected.get("vectors").get(i)))));
	}

	@ParameterizedTest
	@MethodSource("folders")
	void vectorDoesNotDependOnTheTextsOfItsBatch(Path folder) {
		TextEncoder together = this.models.open(folder);
		TextEncoder alone = this.models.open(folder);
		List<String> texts = List.of("a cat", "a photo of two dogs playing in the snow beside a red sneaker", "");
		List<float[]> vectors = this.models.run(() -> together.vectors(texts));
		for (int i = 0; i < texts.size(); i++) {
			List<String> text = texts.subList(i, i + 1);
			Closeness.assertClose(this.models.run(() -> alone.vectors(text)).get(0), vectors.get(i));
		}
	}

	@ParameterizedTest
	@MethodSource("folders")
	void scaleAndBiasAreThoseOfPython(Path folder) {
		JsonNode expected = TextModels.expected(folder);
		TextTower tower = this.models.read(folder);
		assertThat((double) tower.logitScale()).isCloseTo(expected.get("scale").asDouble(),
				Percentage.withPercentage(1e-4));
		assertThat(tower.logitBias()).isEqualTo((float) expected.get("bias").asDouble());
		assertThat(tower.sigmoid()).isEqualTo(folder.toString().contains("siglip"));
	}

	private static void assertRows(List<float[]> actual, JsonNode expected) {
		for (int i = 0; i < actual.size(); i++) {
			Closeness.assertClose(actual.get(i), TextModels.floats(expected.get(i)));
		}
	}

	private static float[] unit(float[] vector) {
		double length = Math
			.sqrt(IntStream.range(0, vector.length).mapToDouble((i) -> (double) vector[i] * vector[i]).sum());
		float[] unit = vector.clone();
		for (int i = 0; i < unit.length; i++) {
			unit[i] = (float) (unit[i] / length);
		}
		return unit;
	}

}
