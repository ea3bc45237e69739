package io.heatlens.explain;

import java.util.List;

import io.heatlens.Closeness;
import io.heatlens.GoldenModelTest;
import io.heatlens.explain.method.AveragePooling;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.RawMap;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Maps that are finer or coarser than the patches, and the window of channel weights.
 */
@GoldenModelTest
class MapDetailTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Methods methods;

	static List<String> names() {
		return Golden.models();
	}

	@ParameterizedTest
	@MethodSource("names")
	void pixelsOfAPatchAddUpToItsValue(String name) {
		Model model = this.models.get(name);
		for (String method : List.of("grad-cam", "attention-rollout", "occlusion")) {
			Heatmap patches = heatmap(model, request(method, MethodOptions.of(model), null, Detail.PATCH));
			Heatmap pixels = heatmap(model, request(method, MethodOptions.of(model), null, Detail.PIXEL));
			int height = model.patch().height();
			int width = model.patch().width();
			assertThat(pixels.rows()).isEqualTo(height * patches.rows());
			float[][] sums = new float[patches.rows()][patches.columns()];
			for (int y = 0; y < pixels.rows(); y++) {
				for (int x = 0; x < pixels.columns(); x++) {
					sums[y / height][x / width] += pixels.raw()[y][x];
				}
			}
			assertThat(Closeness.relativeError(Maps.flat(sums), Maps.flat(patches.raw()))).isLessThan(1e-5);
		}
	}

	@Test
	void pixelsOfAPatchWithoutSaliencyShareItsValueEvenly() {
		Patches patches = new Patches(new Grid(1, 2), new InputSize(2, 2));
		RawMap pixels = new PixelDetail(patches).apply(new RawMap(patches.grid(), new float[] { 4, -6 }),
				new float[] { 0, 0, 1, 0, 0, 0, 0, 2 });
		assertThat(pixels.values()).containsExactly(1, 1, -2, -0f, 1, 1, -0f, -4);
	}

	@ParameterizedTest
	@MethodSource("names")
	void weightsWindowLiesBetweenGradCamAndHiResCam(String name) {
		Model model = this.models.get(name);
		int whole = 2 * Math.max(model.grid().rows(), model.grid().columns()) - 1;
		float[] gradCam = raw(model, "grad-cam", MethodOptions.of(model));
		assertThat(Closeness.relativeError(raw(model, "grad-cam", window(model, whole)), gradCam)).isLessThan(1e-5);
		float[] hiresCam = raw(model, "hires-cam", MethodOptions.of(model));
		assertThat(Closeness.relativeError(raw(model, "grad-cam", window(model, 1)), hiresCam)).isLessThan(1e-5);
		float[] local = raw(model, "grad-cam", window(model, 3));
		assertThat(Closeness.relativeError(local, gradCam)).isGreaterThan(1e-3);
		assertThat(Closeness.relativeError(local, hiresCam)).isGreaterThan(1e-3);
	}

	private static MethodOptions window(Model model, int window) {
		MethodOptions options = MethodOptions.of(model);
		return new MethodOptions(options.layers(), options.layersFusion(), options.gradient(), options.score(),
				options.smoothing(), options.heads(), options.head(), options.discard(), options.steps(),
				options.baseline(), options.samples(), options.seed(), window);
	}

	@Test
	void pooledMapIsCoarser() {
		Model model = this.models.get("timm-vit");
		AveragePooling pooling = new AveragePooling(new Grid(2, 4), new Grid(2, 4), new Grid(0, 0), false, true);
		Heatmap pooled = heatmap(model, request("hires-cam", MethodOptions.of(model), pooling, Detail.PATCH));
		Closeness.assertClose(Maps.flat(pooled.raw()),
				pooling.apply(raw(model, "hires-cam", MethodOptions.of(model)), model.grid()));
		assertThat(pooled.rows()).isEqualTo(4);
		assertThat(pooled.columns()).isEqualTo(2);
	}

	private ExplanationRequest request(String method, MethodOptions options, @Nullable AveragePooling pooling,
			Detail detail) {
		return new ExplanationRequest(List.of(this.methods.get(method)), new Target.Classes(List.of(1)), options,
				Normalization.MAX, pooling, detail, List.of());
	}

	private Heatmap heatmap(Model model, ExplanationRequest request) {
		return this.explainer.explain(model, List.of(Golden.image(model.name(), 0)), request, Maps.NO_DEADLINE)
			.value()
			.get(0)
			.explanations()
			.get(0)
			.heatmap();
	}

	private float[] raw(Model model, String method, MethodOptions options) {
		return Maps.raw(this.explainer, model, Golden.image(model.name(), 0),
				ExplanationRequest.of(this.methods.get(method), new Target.Classes(List.of(1)), options));
	}

}
