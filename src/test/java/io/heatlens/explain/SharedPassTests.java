package io.heatlens.explain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.engine.Engine;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.Objective;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.transformer.BackwardRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of other methods, targets and scores share a forward pass, and each gets what
 * it gets alone.
 */
@SpringBootTest(properties = "heatlens.models.store=src/test/resources/golden/models",
		webEnvironment = SpringBootTest.WebEnvironment.NONE)
class SharedPassTests {

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
	void eachGetsWhatItGetsAlone(String layer, String first, String second, String third) {
		Model model = this.models.get("timm-vit");
		MethodOptions options = MethodOptions.of(model).withLayers(List.of(model.site(layer)));
		MethodOptions probability = options.withObjective(new Objective(Score.PROBABILITY, -1, true, false));
		List<Job> jobs = List.of(job(passes(model, options, first), new Target.Classes(List.of(4)), 0, 1),
				job(passes(model, probability, second), new Target.Top(3), 1, 0, 1),
				job(passes(model, options, first), new Target.Top(2), 1),
				job(passes(model, options, third), new Target.Top(1), 0, 1));
		SharedPass pass = jobs.get(0).passes().pass();
		assertThat(jobs).allSatisfy((job) -> assertThat(job.passes().pass()).isEqualTo(pass));
		this.engine.run(() -> {
			try (ModelSession session = model.open(this.engine.listener())) {
				List<List<ImageMaps>> together = pass.run(session, jobs);
				for (int i = 0; i < jobs.size(); i++) {
					assertSame(together.get(i), pass.run(session, List.of(jobs.get(i))).get(0));
				}
			}
			return null;
		});
	}

	@Test
	void isForThoseWhoWantTheSameSitesAndGradients() {
		Model model = this.models.get("timm-vit");
		MethodOptions options = MethodOptions.of(model);
		SharedPass pass = passes(model, options, "grad-cam").pass();
		assertThat(passes(model, options, "layer-cam", "eigen-cam").pass()).isEqualTo(pass);
		assertThat(passes(model, options.withLayers(List.of(model.site("blocks[0].norm1"))), "grad-cam").pass())
			.isNotEqualTo(pass);
		assertThat(passes(model, options.withGradient(BackwardRule.PRUNED), "grad-cam").pass()).isNotEqualTo(pass);
		assertThat(passes(model, options, "eigen-cam").pass()).isNotEqualTo(pass)
			.isEqualTo(passes(model, options.withGradient(BackwardRule.PRUNED), "eigen-cam").pass());
	}

	@Test
	void isNotForThoseWhoWouldKeepOthersWaiting() {
		Model model = this.models.get("timm-vit");
		MethodOptions options = MethodOptions.of(model);
		MethodOptions smooth = new MethodOptions(options.layers(), options.layersFusion(), options.gradient(),
				options.objective(), Smoothing.AUG, options.heads(), options.discard(), options.steps(),
				options.samples(), options.seed(), options.weightsWindow());
		assertThat(passes(model, smooth, "grad-cam").pass()).isNotEqualTo(passes(model, options, "grad-cam").pass())
			.isEqualTo(passes(model, smooth, "grad-cam").pass());
		assertThat(passes(model, options, "legrad").pass()).isNotEqualTo(passes(model, options).pass());
		assertThat(passes(model, options, "grad-cam", "finer-cam").pass())
			.isNotEqualTo(passes(model, options, "grad-cam").pass());
	}

	private static void assertSame(List<ImageMaps> together, List<ImageMaps> alone) {
		assertThat(together).hasSameSizeAs(alone);
		for (int image = 0; image < alone.size(); image++) {
			assertThat(together.get(image).targets()).isEqualTo(alone.get(image).targets());
			assertThat(Closeness.relativeError(together.get(image).logits(), alone.get(image).logits()))
				.isLessThan(1e-5);
			Map<Cell, RawMap> maps = together.get(image).maps();
			Map<Cell, RawMap> expected = alone.get(image).maps();
			assertThat(maps.keySet()).isEqualTo(expected.keySet()).isNotEmpty();
			maps.forEach((cell, map) -> assertThat(map.values()).as("%s", cell)
				.satisfies((values) -> assertThat(
						Closeness.relativeError(values, Objects.requireNonNull(expected.get(cell)).values()))
					.isLessThan(1e-5)));
		}
	}

	private static Job job(PassPlan passes, Target target, int... images) {
		Model model = passes.model();
		return new Job(passes,
				IntStream.of(images).mapToObj((image) -> model.prepare(Golden.image(model.name(), image))).toList(),
				target, Maps.NO_DEADLINE);
	}

	private PassPlan passes(Model model, MethodOptions options, String... methods) {
		return new PassPlan(model, Stream.of(methods).map(this.methods::get).map(SinglePassMethod.class::cast).toList(),
				options);
	}

}
