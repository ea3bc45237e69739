package io.heatlens.explain;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.heatlens.Closeness;
import io.heatlens.GoldenModelTest;
import io.heatlens.engine.Deadline;
import io.heatlens.engine.DeadlineExceededException;
import io.heatlens.explain.method.Baseline;
import io.heatlens.explain.method.HeadFusion;
import io.heatlens.explain.method.LayersFusion;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.Passes;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.RequestedScore;
import io.heatlens.explain.method.SampleCount;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.explain.metric.Better;
import io.heatlens.explain.metric.Metric;
import io.heatlens.explain.metric.Metrics;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.family.ProblemType;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.layer.BackwardRule;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The stages after a method: smoothing, fusion of layers, scores, metrics, deadlines.
 */
@GoldenModelTest
class MapStageTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Methods methods;

	@Autowired
	private Metrics metrics;

	@ParameterizedTest
	@ValueSource(strings = { "grad-cam", "legrad", "input-x-gradient", "eigen-cam", "attention-rollout" })
	void smoothedMapOfAMirroredImageIsTheMirroredMap(String method) {
		Model model = this.models.get("timm-vit");
		MethodOptions smooth = smoothed(model, Smoothing.AUG);
		DecodedImage image = Golden.image("timm-vit", 0);
		float[] map = raw(model, image, method, smooth);
		float[] mirrored = raw(model, mirrored(image), method, smooth);
		assertThat(Closeness.relativeError(mirrored(mirrored, model.grid()), map)).isLessThan(1e-4);
		assertThat(Closeness.relativeError(raw(model, image, method, MethodOptions.of(model)), map))
			.isGreaterThan(1e-2);
	}

	@Test
	void eigenSmoothedHiResCamEqualsEigenGradCam() {
		Model model = this.models.get("timm-vit");
		float[] map = raw(model, "hires-cam", smoothed(model, Smoothing.EIGEN));
		// by definition the same map
		Closeness.assertClose(map, raw(model, "eigen-grad-cam", MethodOptions.of(model)));
	}

	@Test
	void mapsOfSeveralLayersAreFused() {
		Model model = this.models.get("timm-vit");
		RawMap one = new RawMap(model.grid(),
				raw(model, "grad-cam", layers(model, LayersFusion.MEAN, "blocks[1].norm1")));
		RawMap other = new RawMap(model.grid(), raw(model, "grad-cam", layers(model, LayersFusion.MEAN, "blocks[2]")));
		float[] mean = raw(model, "grad-cam", layers(model, LayersFusion.MEAN, "blocks[1].norm1", "blocks[2]"));
		float[] max = raw(model, "grad-cam", layers(model, LayersFusion.MAX, "blocks[1].norm1", "blocks[2]"));
		float[] product = raw(model, "grad-cam", layers(model, LayersFusion.PRODUCT, "blocks[1].norm1", "blocks[2]"));
		for (int i = 0; i < mean.length; i++) {
			float first = one.scaled(Normalization.MINMAX)[i];
			float second = other.scaled(Normalization.MINMAX)[i];
			assertThat(mean[i]).isCloseTo((first + second) / 2, Offset.offset(1e-5f));
			assertThat(max[i]).isCloseTo(Math.max(first, second), Offset.offset(1e-5f));
			assertThat(product[i]).isCloseTo(one.scaled(Normalization.MAX)[i] * other.scaled(Normalization.MAX)[i],
					Offset.offset(1e-5f));
		}
	}

	@Test
	void negativeSignNegatesTheMapOfALinearMethod() {
		Model model = this.models.get("timm-vit");
		float[] against = raw(model, "hires-cam", MethodOptions.of(model)
			.withScore(new RequestedScore(Score.LOGIT, null, Sign.NEGATIVE, ProblemType.SINGLE_LABEL)));
		float[] expected = raw(model, "hires-cam", MethodOptions.of(model));
		for (int i = 0; i < expected.length; i++) {
			expected[i] = -expected[i];
		}
		Closeness.assertClose(against, expected);
	}

	@Test
	void marginIsTheDifferenceOfTwoMaps() {
		Model model = this.models.get("timm-vit");
		float[] margin = raw(model, "hires-cam", MethodOptions.of(model)
			.withScore(new RequestedScore(Score.MARGIN, 4, Sign.POSITIVE, ProblemType.SINGLE_LABEL)));
		float[] other = Maps.raw(this.explainer, model, Golden.image("timm-vit", 0), ExplanationRequest
			.of(this.methods.get("hires-cam"), new Target.Classes(List.of(4)), MethodOptions.of(model)));
		float[] difference = raw(model, "hires-cam", MethodOptions.of(model));
		for (int i = 0; i < difference.length; i++) {
			difference[i] -= other[i];
		}
		assertThat(Closeness.relativeError(margin, difference)).isLessThan(1e-4);
	}

	@Test
	void metricsPreferAGoodMapToARandomOne() {
		Model model = this.models.get("timm-vit");
		List<Metric> all = this.metrics.names().stream().map((name) -> this.metrics.find(name).orElseThrow()).toList();
		ExplanationRequest request = new ExplanationRequest(List.of(this.methods.get("occlusion")), new Target.Top(1),
				MethodOptions.of(model)
					.withScore(new RequestedScore(Score.PROBABILITY, null, Sign.POSITIVE, ProblemType.SINGLE_LABEL)),
				Normalization.MAX, null, Detail.PATCH, all);
		Explanation explanation = explain(model, Golden.image("timm-vit", 0), request);
		assertThat(explanation.evaluation()).hasSize(4).allSatisfy((evaluation) -> {
			double gain = evaluation.score() - evaluation.random();
			assertThat((evaluation.better() == Better.HIGHER) ? gain : -gain).as(evaluation.metric()).isPositive();
		});
	}

	@Test
	@Tag("slow")
	void sampledMethodAfterTheDeadlineAnswersWithTheSamplesSoFar() {
		Model model = this.models.get("hf-vit");
		MethodOptions defaults = MethodOptions.of(model);
		MethodOptions many = new MethodOptions(defaults.layers(), defaults.layersFusion(), BackwardRule.PLAIN,
				defaults.score(), Smoothing.NONE, HeadFusion.MEAN, null, 0, 20, Baseline.MEAN, 1_000_000, 0, null);
		ExplanationRequest request = ExplanationRequest.of(this.methods.get("rise"), new Target.Top(1), many);
		Explanation explanation = this.explainer
			.explain(model, List.of(Golden.image("hf-vit", 0)), request, Deadline.in(Duration.ofSeconds(3)))
			.value()
			.get(0)
			.explanations()
			.get(0);
		SampleCount samples = Objects.requireNonNull(explanation.samples());
		assertThat(samples.done()).isBetween(8, 999_999);
		assertThat(explanation.warnings()).anyMatch((warning) -> warning.contains("The time ran out after"));
	}

	@Test
	void singlePassMethodAfterTheDeadlineFails() {
		Model model = this.models.get("hf-vit");
		ExplanationRequest request = ExplanationRequest.of(this.methods.get("grad-cam"), new Target.Top(1),
				MethodOptions.of(model));
		List<DecodedImage> images = List.of(Golden.image("hf-vit", 0));
		assertThatExceptionOfType(DeadlineExceededException.class)
			.isThrownBy(() -> this.explainer.explain(model, images, request, Deadline.in(Duration.ZERO)));
	}

	@Test
	void costCountsSharedPassesOnce() {
		Model model = this.models.get("timm-vit");
		ExplanationRequest request = new ExplanationRequest(
				List.of(this.methods.get("grad-cam"), this.methods.get("hires-cam"),
						this.methods.get("generic-attention"), this.methods.get("finer-cam"),
						this.methods.get("legrad"), this.methods.get("occlusion")),
				new Target.Top(2), MethodOptions.of(model), Normalization.MAX, null, Detail.PATCH,
				List.of(this.metrics.find("saco").orElseThrow()));
		// one shared, two of LeGrad, one per patch, and ten of SaCo twice per map
		assertThat(Cost.of(model, request)).isEqualTo(new Passes(1 + 2 + 64 + 2 * 10 * 12, 2 * 2 + 2));
	}

	private static MethodOptions smoothed(Model model, Smoothing smoothing) {
		MethodOptions options = MethodOptions.of(model);
		return new MethodOptions(options.layers(), options.layersFusion(), options.gradient(), options.score(),
				smoothing, options.heads(), options.head(), options.discard(), options.steps(), options.baseline(),
				options.samples(), options.seed(), null);
	}

	private static MethodOptions layers(Model model, LayersFusion fusion, String... layers) {
		MethodOptions options = MethodOptions.of(model);
		return new MethodOptions(List.of(layers).stream().map(model::site).toList(), fusion, options.gradient(),
				options.score(), options.smoothing(), options.heads(), null, 0, 20, Baseline.MEAN, null, 0, null);
	}

	private static float[] mirrored(float[] map, Grid grid) {
		float[] mirrored = new float[map.length];
		for (int i = 0; i < map.length; i++) {
			mirrored[i] = map[i / grid.columns() * grid.columns() + grid.columns() - 1 - i % grid.columns()];
		}
		return mirrored;
	}

	private static DecodedImage mirrored(DecodedImage image) {
		byte[] rgb = new byte[image.rgb().length];
		for (int pixel = 0; pixel < rgb.length / 3; pixel++) {
			int row = pixel / image.width();
			int mirrored = (2 * row + 1) * image.width() - 1 - pixel;
			System.arraycopy(image.rgb(), 3 * mirrored, rgb, 3 * pixel, 3);
		}
		return new DecodedImage(image.format(), image.width(), image.height(), rgb);
	}

	private float[] raw(Model model, String method, MethodOptions options) {
		return raw(model, Golden.image(model.name(), 0), method, options);
	}

	private float[] raw(Model model, DecodedImage image, String method, MethodOptions options) {
		return Maps.raw(this.explainer, model, image,
				ExplanationRequest.of(this.methods.get(method), new Target.Classes(List.of(1)), options));
	}

	private Explanation explain(Model model, DecodedImage image, ExplanationRequest request) {
		return this.explainer.explain(model, List.of(image), request, Maps.NO_DEADLINE)
			.value()
			.get(0)
			.explanations()
			.get(0);
	}

}
