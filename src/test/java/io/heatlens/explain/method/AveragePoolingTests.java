package io.heatlens.explain.method;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Average and relevance pooling against torch's values.
 */
class AveragePoolingTests {

	@ParameterizedTest
	@MethodSource("averagePooling")
	void meansEqualThoseOfTorch(Case test) {
		assertEqual(test, "input", "output", (values, grid) -> test.pooling().apply(values, grid));
	}

	@ParameterizedTest
	@MethodSource("averagePooling")
	void gradientEqualsThatOfTorch(Case test) {
		assertEqual(test, "outputGradient", "inputGradient",
				(upstream, grid) -> test.pooling().backward(upstream, test.grid()));
	}

	@ParameterizedTest
	@MethodSource("relevancePooling")
	void relevanceFollowsItsRule(Case test) {
		for (int plane = 0; plane < test.planes("input").length; plane++) {
			float[] relevance = test.pooling()
				.relevance(test.planes("outputGradient")[plane], test.planes("input")[plane], test.grid());
			assertThat(Closeness.relativeError(relevance, test.planes("inputGradient")[plane])).isLessThan(1e-5);
		}
	}

	@ParameterizedTest
	@MethodSource("averagePooling")
	void relevanceIsKeptAtTheBorders(Case test) {
		float[] values = new float[test.grid().patches()];
		for (int cell = 0; cell < values.length; cell++) {
			values[cell] = 1 + cell % 5 / 4f;
		}
		float[] relevance = new float[test.pooling().output(test.grid()).patches()];
		Arrays.fill(relevance, 1);
		float[] factors = test.pooling().relevance(relevance, values, test.grid());
		double sum = 0;
		for (int cell = 0; cell < values.length; cell++) {
			sum += values[cell] * factors[cell];
		}
		assertThat(sum).isCloseTo(relevance.length, within(1e-4));
	}

	private static void assertEqual(Case test, String from, String to, Pass pass) {
		float[][] inputs = test.planes(from);
		for (int plane = 0; plane < inputs.length; plane++) {
			assertThat(Closeness.relativeError(pass.run(inputs[plane], test.grid()), test.planes(to)[plane]))
				.isLessThan(1e-5);
		}
	}

	@Test
	void windowsAreClippedAtTheBorder() {
		float[] means = AveragePooling.window(3).apply(new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, new Grid(3, 3));
		assertThat(means).containsExactly(3, 3.5f, 4, 4.5f, 5, 5.5f, 6, 6.5f, 7);
	}

	@Test
	void regionShrinksToTheWindowsThatFit() {
		AveragePooling pooling = new AveragePooling(new Grid(2, 2), new Grid(2, 2), new Grid(0, 0), false, true);
		assertThat(pooling.region(new Region(10, 20, 50, 50), new Grid(5, 5))).isEqualTo(new Region(10, 20, 40, 40));
	}

	@Test
	void regionOfOverlappingWindowsKeepsTheirCentres() {
		AveragePooling pooling = new AveragePooling(new Grid(3, 3), new Grid(1, 1), new Grid(1, 1), false, true);
		assertThat(pooling.region(new Region(10, 20, 50, 50), new Grid(5, 5))).isEqualTo(new Region(10, 20, 50, 50));
	}

	static Stream<Case> averagePooling() {
		return cases("averagePooling");
	}

	static Stream<Case> relevancePooling() {
		return cases("relevancePooling");
	}

	private static Stream<Case> cases(String name) {
		return JsonMapper.shared()
			.readTree(Path.of("src/test/resources/golden/pooling/cases.json").toFile())
			.path(name)
			.valueStream()
			.map(Case::new);
	}

	private interface Pass {

		float[] run(float[] values, Grid grid);

	}

	/**
	 * One case.
	 *
	 * @param json as torch's program wrote it
	 */
	record Case(JsonNode json) {

		AveragePooling pooling() {
			Grid kernel = size("kernelSize", new Grid(1, 1));
			return new AveragePooling(kernel, size("stride", kernel), size("padding", new Grid(0, 0)),
					this.json.path("ceilMode").asBoolean(false), this.json.path("countIncludePad").asBoolean(true));
		}

		private Grid size(String name, Grid otherwise) {
			JsonNode size = this.json.path(name);
			return size.isArray() ? new Grid(size.get(0).asInt(), size.get(1).asInt()) : otherwise;
		}

		Grid grid() {
			JsonNode plane = this.json.path("input").get(0).get(0);
			return new Grid(plane.size(), plane.get(0).size());
		}

		float[][] planes(String name) {
			return this.json.path(name)
				.valueStream()
				.flatMap(JsonNode::valueStream)
				.map((plane) -> floats(plane.valueStream().flatMap(JsonNode::valueStream)))
				.toArray(float[][]::new);
		}

		private static float[] floats(Stream<JsonNode> numbers) {
			double[] doubles = numbers.mapToDouble(JsonNode::asDouble).toArray();
			float[] floats = new float[doubles.length];
			for (int i = 0; i < floats.length; i++) {
				floats[i] = (float) doubles[i];
			}
			return floats;
		}

		@Override
		public String toString() {
			return pooling() + " on " + grid();
		}

	}

}
