package io.heatlens.explain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.GoldenModelTest;
import io.heatlens.engine.Engine;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.RequestedScore;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.family.ProblemType;
import io.heatlens.vit.layer.BackwardRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of different methods, targets and scores share a forward pass, and have the
 * maps that they have alone.
 */
@GoldenModelTest
class PassRunnerTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Engine engine;

	@Autowired
	private Methods methods;

	@ParameterizedTest
	@CsvSource({ "blocks[-1].norm1, grad-cam, layer-cam, finer-cam", "blocks[0].norm1, grad-cam, layer-cam, finer-cam",
			"blocks[-1].norm1, generic-attention, gradient-rollout, generic-attention",
			"blocks[-1].norm1, input-x-gradient, input-x-gradient, input-x-gradient" })
	void requestsThatShareAPassHaveTheMapsOfSingleRequests(String layer, String first, String second, String third) {
		Model model = this.models.get("timm-vit");
		MethodOptions options = MethodOptions.of(model).withLayers(List.of(model.site(layer)));
		MethodOptions probability = options
			.withScore(new RequestedScore(Score.PROBABILITY, null, Sign.NEGATIVE, ProblemType.SINGLE_LABEL));
		List<PassJob> requests = List.of(request(plan(model, options, first), new Target.Classes(List.of(4)), 0, 1),
				request(plan(model, probability, second), new Target.Top(3), 1, 0, 1),
				request(plan(model, options, first), new Target.Top(2), 1),
				request(plan(model, options, third), new Target.Top(1), 0, 1));
		PassKey key = requests.get(0).plan().key();
		assertThat(requests).allSatisfy((request) -> assertThat(request.plan().key()).isEqualTo(key));
		this.engine.run(() -> {
			try (ModelSession session = model.open(this.engine.listener())) {
				List<List<ImageMaps>> together = PassRunner.run(session, key, requests);
				for (int i = 0; i < requests.size(); i++) {
					assertSame(together.get(i), PassRunner.run(session, key, List.of(requests.get(i))).get(0));
				}
			}
			return null;
		});
	}

	@Test
	void smoothedMapsKeepThePixelSaliencyOfTheImageItself() {
		Model model = this.models.get("timm-vit");
		MethodOptions options = MethodOptions.of(model);
		List<SinglePassMethod> methods = List.of((SinglePassMethod) this.methods.get("hires-cam"));
		ImageMaps plain = run(new PassPlan(model, methods, true, options));
		ImageMaps smooth = run(new PassPlan(model, methods, true, smooth(options)));
		Closeness.assertClose(saliency(smooth), saliency(plain));
		assertThat(Closeness.relativeError(smooth.map(1, "hires-cam").values(), plain.map(1, "hires-cam").values()))
			.isGreaterThan(1e-2);
	}

	private ImageMaps run(PassPlan plan) {
		PassJob request = request(plan, new Target.Classes(List.of(4, 2)), 0);
		return this.engine.run(() -> {
			try (ModelSession session = plan.model().open(this.engine.listener())) {
				return PassRunner.run(session, plan.key(), List.of(request)).get(0).get(0);
			}
		});
	}

	private static float[] saliency(ImageMaps image) {
		return Objects.requireNonNull(image.targets().get(1).pixelSaliency()).values();
	}

	@Test
	void keyIsEqualForTheSameSitesAndGradients() {
		Model model = this.models.get("timm-vit");
		MethodOptions options = MethodOptions.of(model);
		PassKey key = plan(model, options, "grad-cam").key();
		assertThat(plan(model, options, "layer-cam", "eigen-cam").key()).isEqualTo(key);
		assertThat(plan(model, options.withLayers(List.of(model.site("blocks[0].norm1"))), "grad-cam").key())
			.isNotEqualTo(key);
		assertThat(plan(model, options.withGradient(BackwardRule.PRUNED), "grad-cam").key()).isNotEqualTo(key);
		assertThat(plan(model, options, "eigen-cam").key()).isNotEqualTo(key)
			.isEqualTo(plan(model, options.withGradient(BackwardRule.PRUNED), "eigen-cam").key());
	}

	@Test
	void keyDiffersForRequestsWithFurtherPasses() {
		Model model = this.models.get("timm-vit");
		MethodOptions options = MethodOptions.of(model);
		MethodOptions smooth = smooth(options);
		assertThat(plan(model, smooth, "grad-cam").key()).isNotEqualTo(plan(model, options, "grad-cam").key())
			.isEqualTo(plan(model, smooth, "grad-cam").key());
		assertThat(plan(model, options, "legrad").key()).isNotEqualTo(plan(model, options).key());
		assertThat(plan(model, options, "grad-cam", "finer-cam").key())
			.isNotEqualTo(plan(model, options, "grad-cam").key());
	}

	private static MethodOptions smooth(MethodOptions options) {
		return new MethodOptions(options.layers(), options.layersFusion(), options.gradient(), options.score(),
				Smoothing.AUG, options.heads(), options.head(), options.discard(), options.steps(), options.baseline(),
				options.samples(), options.seed(), options.weightsWindow());
	}

	private static void assertSame(List<ImageMaps> together, List<ImageMaps> alone) {
		assertThat(together).hasSameSizeAs(alone);
		for (int image = 0; image < alone.size(); image++) {
			assertThat(together.get(image).classes()).isEqualTo(alone.get(image).classes());
			Closeness.assertClose(together.get(image).logits(), alone.get(image).logits());
			for (int target = 0; target < alone.get(image).targets().size(); target++) {
				Map<String, RawMap> maps = together.get(image).targets().get(target).maps();
				Map<String, RawMap> expected = alone.get(image).targets().get(target).maps();
				assertThat(maps.keySet()).isEqualTo(expected.keySet()).isNotEmpty();
				maps.forEach((method, map) -> Closeness.assertClose(map.values(),
						Objects.requireNonNull(expected.get(method)).values()));
			}
		}
	}

	private static PassJob request(PassPlan plan, Target target, int... images) {
		Model model = plan.model();
		return new PassJob(plan,
				IntStream.of(images).mapToObj((image) -> model.prepare(Golden.image(model.name(), image))).toList(),
				target, Maps.NO_DEADLINE);
	}

	private PassPlan plan(Model model, MethodOptions options, String... methods) {
		return new PassPlan(model, Stream.of(methods).map(this.methods::get).map(SinglePassMethod.class::cast).toList(),
				false, options);
	}

}
