package io.heatlens.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Deadline;
import io.heatlens.vit.DeadlineExceededException;
import io.heatlens.vit.Golden;
import io.heatlens.vit.Gradient;
import io.heatlens.vit.Grid;
import io.heatlens.vit.InputSize;
import io.heatlens.vit.Model;
import org.jspecify.annotations.Nullable;
import io.heatlens.vit.ModelStore;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What happens to a method's map: smoothing, fusion, pooling, detail, metrics, deadlines.
 */
@SpringBootTest(properties = "heatlens.models.store=src/test/resources/golden/models",
		webEnvironment = SpringBootTest.WebEnvironment.NONE)
class MapStageTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Methods methods;

	@Autowired
	private Metrics metrics;

	static List<String> names() {
		return Golden.models();
	}

	@ParameterizedTest
	@MethodSource("names")
	void pixelsOfAPatchAddUpToItsValue(String name) {
		Model model = this.models.get(name);
		for (String method : List.of("grad-cam", "attention-rollout", "occlusion")) {
			Heatmap patches = heatmap(model, request(model, method, MethodOptions.of(model), null, Detail.PATCH));
			Heatmap pixels = heatmap(model, request(model, method, MethodOptions.of(model), null, Detail.PIXEL));
			int height = model.patch().height();
			int width = model.patch().width();
			assertThat(pixels.rows()).isEqualTo(height * patches.rows());
			float[][] sums = new float[patches.rows()][patches.columns()];
			for (int y = 0; y < pixels.rows(); y++) {
				for (int x = 0; x < pixels.columns(); x++) {
					sums[y / height][x / width] += pixels.raw()[y][x];
				}
			}
			assertThat(Maps.relativeError(Maps.flat(sums), Maps.flat(patches.raw()))).isLessThan(1e-5);
		}
	}

	@Test
	void pixelsOfAPatchWithoutSaliencyShareItsValueEvenly() {
		Patches patches = new Patches(new Grid(1, 2), new InputSize(2, 2));
		RawMap pixels = new PixelDetail(patches).apply(new RawMap(new float[] { 4, -6 }, 0),
				new float[] { 0, 0, 1, 0, 0, 0, 0, 2 });
		assertThat(pixels.values()).containsExactly(1, 1, -2, 0, 1, 1, 0, -4);
	}

	@ParameterizedTest
	@MethodSource("names")
	void weightsWindowLiesBetweenGradCamAndHiResCam(String name) {
		Model model = this.models.get(name);
		int whole = 2 * Math.max(model.grid().rows(), model.grid().columns()) - 1;
		float[] gradCam = raw(model, "grad-cam", MethodOptions.of(model));
		assertThat(Maps.relativeError(raw(model, "grad-cam", window(model, whole)), gradCam)).isLessThan(1e-5);
		float[] hiresCam = raw(model, "hires-cam", MethodOptions.of(model));
		assertThat(Maps.relativeError(raw(model, "grad-cam", window(model, 1)), hiresCam)).isLessThan(1e-5);
		float[] local = raw(model, "grad-cam", window(model, 3));
		assertThat(Maps.relativeError(local, gradCam)).isGreaterThan(1e-3);
		assertThat(Maps.relativeError(local, hiresCam)).isGreaterThan(1e-3);
	}

	private static MethodOptions window(Model model, int window) {
		MethodOptions options = MethodOptions.of(model);
		return new MethodOptions(options.layers(), options.layersFusion(), options.gradient(), options.objective(),
				options.smoothing(), options.heads(), options.discard(), options.steps(), options.samples(),
				options.seed(), window);
	}

	@ParameterizedTest
	@ValueSource(strings = { "grad-cam", "legrad", "input-x-gradient", "eigen-cam", "attention-rollout" })
	void mapOfAMirroredImageIsTheMirroredMapOnceSmoothed(String method) {
		Model model = this.models.get("timm-vit");
		MethodOptions smooth = smoothed(model, Smoothing.AUG);
		DecodedImage image = Golden.image("timm-vit", 0);
		float[] map = raw(model, image, method, smooth);
		float[] mirrored = raw(model, mirrored(image), method, smooth);
		assertThat(Maps.relativeError(mirrored(mirrored, model.grid()), map)).isLessThan(1e-4);
		assertThat(Maps.relativeError(raw(model, image, method, MethodOptions.of(model)), map)).isGreaterThan(1e-2);
	}

	@Test
	void firstPrincipalComponentOfTheWeightedActivationsPointsWhereTheyStandOut() {
		Model model = this.models.get("timm-vit");
		float[] map = raw(model, "hires-cam", smoothed(model, Smoothing.EIGEN));
		// by definition the same as the method of that name
		assertThat(map).isEqualTo(raw(model, "eigen-grad-cam", MethodOptions.of(model)));
	}

	@Test
	void mapsOfSeveralLayersAreFused() {
		Model model = this.models.get("timm-vit");
		RawMap one = new RawMap(raw(model, "grad-cam", layers(model, LayersFusion.MEAN, "blocks[1].norm1")), 0);
		RawMap other = new RawMap(raw(model, "grad-cam", layers(model, LayersFusion.MEAN, "blocks[2]")), 0);
		float[] mean = raw(model, "grad-cam", layers(model, LayersFusion.MEAN, "blocks[1].norm1", "blocks[2]"));
		float[] max = raw(model, "grad-cam", layers(model, LayersFusion.MAX, "blocks[1].norm1", "blocks[2]"));
		float[] product = raw(model, "grad-cam", layers(model, LayersFusion.PRODUCT, "blocks[1].norm1", "blocks[2]"));
		for (int i = 0; i < mean.length; i++) {
			float first = one.scaled(Normalization.MINMAX)[i];
			float second = other.scaled(Normalization.MINMAX)[i];
			assertThat(mean[i]).isCloseTo((first + second) / 2, Offset.offset(1e-5f));
			assertThat(max[i]).isCloseTo(Math.max(first, second), Offset.offset(1e-5f));
			assertThat(product[i]).isCloseTo(
					one.scaled(Normalization.MAX)[i] * other.scaled(Normalization.MAX)[i], Offset.offset(1e-5f));
		}
	}

	@Test
	void negativeSignTurnsTheMapOfALinearMethod() {
		Model model = this.models.get("timm-vit");
		float[] against = raw(model, "hires-cam",
				MethodOptions.of(model).withObjective(new Objective(Score.LOGIT, -1, true, false)));
		float[] expected = raw(model, "hires-cam", MethodOptions.of(model));
		for (int i = 0; i < expected.length; i++) {
			expected[i] = -expected[i];
		}
		assertThat(against).isEqualTo(expected);
	}

	@Test
	void marginIsTheDifferenceOfTwoMaps() {
		Model model = this.models.get("timm-vit");
		float[] margin = raw(model, "hires-cam",
				MethodOptions.of(model).withObjective(new Objective(Score.MARGIN, 4, false, false)));
		float[] other = Maps.raw(this.explainer, model, Golden.image("timm-vit", 0),
				Maps.request(this.methods.get("hires-cam"), new Target.Classes(List.of(4)), MethodOptions.of(model)));
		float[] difference = raw(model, "hires-cam", MethodOptions.of(model));
		for (int i = 0; i < difference.length; i++) {
			difference[i] -= other[i];
		}
		assertThat(Maps.relativeError(margin, difference)).isLessThan(1e-4);
	}

	@Test
	void pooledMapIsCoarser() {
		Model model = this.models.get("timm-vit");
		AveragePooling pooling = new AveragePooling(new Grid(2, 4), new Grid(2, 4), new Grid(0, 0), false, true);
		Heatmap pooled = heatmap(model,
				request(model, "hires-cam", MethodOptions.of(model), pooling, Detail.PATCH));
		assertThat(Maps.flat(pooled.raw())).isEqualTo(
				pooling.apply(raw(model, "hires-cam", MethodOptions.of(model)), model.grid()));
		assertThat(pooled.rows()).isEqualTo(4);
		assertThat(pooled.columns()).isEqualTo(2);
	}

	@Test
	void metricsTellAGoodMapFromARandomOne() {
		Model model = this.models.get("timm-vit");
		List<Metric> all = this.metrics.names().stream().map((name) -> this.metrics.find(name).orElseThrow()).toList();
		ExplanationRequest request = new ExplanationRequest(List.of(this.methods.get("occlusion")), new Target.Top(1),
				MethodOptions.of(model).withObjective(new Objective(Score.PROBABILITY, -1, false, false)),
				Normalization.MAX, null, Detail.PATCH, all, Maps.NO_DEADLINE);
		Explanation explanation = explain(model, Golden.image("timm-vit", 0), request);
		assertThat(explanation.evaluation()).hasSize(4).allSatisfy((evaluation) -> {
			double gain = evaluation.score() - evaluation.random();
			assertThat(evaluation.better().equals("higher") ? gain : -gain).as(evaluation.metric()).isPositive();
		});
	}

	@Test
	void timeIsUpForAMethodThatSamplesAndTheMapIsOfWhatThereIs() {
		Model model = this.models.get("hf-vit");
		MethodOptions defaults = MethodOptions.of(model);
		MethodOptions many = new MethodOptions(defaults.layers(), defaults.layersFusion(), Gradient.PLAIN,
				defaults.objective(), Smoothing.NONE, HeadFusion.MEAN, 0, 20, 1_000_000, 0, 0);
		Explanation explanation = explain(model, Golden.image("hf-vit", 0), ExplanationRequest
			.of(this.methods.get("rise"), new Target.Top(1), many, Deadline.in(Duration.ofSeconds(3))));
		SampleCount samples = explanation.samples();
		assertThat(samples).isNotNull();
		assertThat(samples.done()).isBetween(8, 999_999);
		assertThat(explanation.warnings()).anyMatch((warning) -> warning.contains("The time was over after"));
	}

	@Test
	void timeIsUpForAMethodThatNeedsAllOfIt() {
		Model model = this.models.get("hf-vit");
		assertThatExceptionOfType(DeadlineExceededException.class)
			.isThrownBy(() -> explain(model, Golden.image("hf-vit", 0), ExplanationRequest
				.of(this.methods.get("grad-cam"), new Target.Top(1), MethodOptions.of(model), Deadline.in(Duration.ZERO))));
	}

	@Test
	void costIsWhatSharedPassesTake() {
		Model model = this.models.get("timm-vit");
		ExplanationRequest request = new ExplanationRequest(
				List.of(this.methods.get("grad-cam"), this.methods.get("hires-cam"),
						this.methods.get("generic-attention"), this.methods.get("finer-cam"),
						this.methods.get("legrad"), this.methods.get("occlusion")),
				new Target.Top(2), MethodOptions.of(model), Normalization.MAX, null, Detail.PATCH,
				List.of(this.metrics.find("saco").orElseThrow()), Maps.NO_DEADLINE);
		// one for all, two of LeGrad, one a patch, saco's ten twice for each map
		assertThat(Cost.of(model, request)).isEqualTo(new Passes(1 + 2 + 64 + 2 * 10 * 12, 2 * 2 + 2));
	}

	private static MethodOptions smoothed(Model model, Smoothing smoothing) {
		MethodOptions options = MethodOptions.of(model);
		return new MethodOptions(options.layers(), options.layersFusion(), options.gradient(), options.objective(),
				smoothing, options.heads(), options.discard(), options.steps(), options.samples(), options.seed(), 0);
	}

	private static MethodOptions layers(Model model, LayersFusion fusion, String... layers) {
		MethodOptions options = MethodOptions.of(model);
		return new MethodOptions(List.of(layers).stream().map(model::site).toList(), fusion, options.gradient(),
				options.objective(), options.smoothing(), options.heads(), 0, 20, 0, 0, 0);
	}

	private static float[] mirrored(float[] map, Grid grid) {
		float[] mirrored = new float[map.length];
		for (int i = 0; i < map.length; i++) {
			mirrored[i] = map[i / grid.columns() * grid.columns() + grid.columns() - 1 - i % grid.columns()];
		}
		return mirrored;
	}

	private static DecodedImage mirrored(DecodedImage image) {
		List<Byte> rgb = new ArrayList<>();
		for (int y = 0; y < image.height(); y++) {
			for (int x = image.width() - 1; x >= 0; x--) {
				for (int channel = 0; channel < 3; channel++) {
					rgb.add(image.rgb()[3 * (y * image.width() + x) + channel]);
				}
			}
		}
		byte[] bytes = new byte[rgb.size()];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = rgb.get(i);
		}
		return new DecodedImage(image.format(), image.width(), image.height(), bytes);
	}

	private ExplanationRequest request(Model model, String method, MethodOptions options, @Nullable AveragePooling pooling,
			Detail detail) {
		return new ExplanationRequest(List.of(this.methods.get(method)), new Target.Classes(List.of(1)), options,
				Normalization.MAX, pooling, detail, List.of(), Maps.NO_DEADLINE);
	}

	private Heatmap heatmap(Model model, ExplanationRequest request) {
		return explain(model, Golden.image(model.name(), 0), request).heatmap();
	}

	private float[] raw(Model model, String method, MethodOptions options) {
		return raw(model, Golden.image(model.name(), 0), method, options);
	}

	private float[] raw(Model model, DecodedImage image, String method, MethodOptions options) {
		return Maps.raw(this.explainer, model, image,
				Maps.request(this.methods.get(method), new Target.Classes(List.of(1)), options));
	}

	private Explanation explain(Model model, DecodedImage image, ExplanationRequest request) {
		return this.explainer.explain(model, List.of(image), request).value().get(0).explanations().get(0);
	}

}
