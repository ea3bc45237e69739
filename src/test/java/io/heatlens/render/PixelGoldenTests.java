package io.heatlens.render;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.heatlens.GoldenModelTest;
import io.heatlens.engine.Deadline;
import io.heatlens.explain.Detail;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.Methods;
import io.heatlens.explain.Target;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.Normalization;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The result of pytorch-grad-cam: the map after ReLU and min-max, resized to the input of
 * the model, and min-max again.
 */
@GoldenModelTest
class PixelGoldenTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Methods methods;

	@ParameterizedTest
	@MethodSource("cases")
	void pixelsEqualPytorchGradCam(String name, int image, String layer, int target, String tensor) {
		Model model = this.models.get(name);
		float[][] values = this.explainer
			.explain(model, List.of(Golden.image(name, image)),
					new ExplanationRequest(List.of(this.methods.get("grad-cam")), new Target.Classes(List.of(target)),
							MethodOptions.of(model).withLayers(List.of(model.site(layer))), Normalization.MINMAX, null,
							Detail.PATCH, List.of()),
					Deadline.in(Duration.ofHours(1)))
			.value()
			.get(0)
			.explanations()
			.get(0)
			.heatmap()
			.values();
		double[] pixels = pixels(values, model.input().height(), model.input().width());
		double min = IntStream.range(0, pixels.length).mapToDouble((i) -> pixels[i]).min().orElseThrow();
		double max = IntStream.range(0, pixels.length).mapToDouble((i) -> pixels[i]).max().orElseThrow();
		float[] expected = Golden.expected(name, tensor);
		assertThat(pixels).hasSameSizeAs(expected);
		double error = IntStream.range(0, pixels.length)
			.mapToDouble((i) -> Math.abs((pixels[i] - min) / (max - min) - expected[i]))
			.max()
			.orElseThrow();
		assertThat(error).isLessThan(1e-3);
	}

	private static double[] pixels(float[][] values, int height, int width) {
		Axis rows = Axis.of(height, 0, height, values.length, Interpolation.BILINEAR);
		Axis columns = Axis.of(width, 0, width, values[0].length, Interpolation.BILINEAR);
		return IntStream.range(0, height * width).mapToDouble((i) -> {
			int y = i / width;
			int x = i % width;
			double above = mix(columns, x, values[rows.lower()[y]]);
			double below = mix(columns, x, values[rows.upper()[y]]);
			return above + rows.share()[y] * (below - above);
		}).toArray();
	}

	private static double mix(Axis columns, int x, float[] row) {
		float left = row[columns.lower()[x]];
		return left + columns.share()[x] * (row[columns.upper()[x]] - left);
	}

	static Stream<Arguments> cases() {
		return Golden.models()
			.stream()
			.flatMap((model) -> Golden.cases(model)
				.path("cases")
				.valueStream()
				.filter((test) -> test.path("method").asString().equals("grad-cam"))
				.filter((test) -> test.path("form").asString("").startsWith("pixels"))
				.map((test) -> Arguments.of(model, test.path("image").asInt(), test.path("layer").asString(),
						test.path("class").asInt(), test.path("tensor").asString())));
	}

}
