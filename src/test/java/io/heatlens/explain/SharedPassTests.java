package io.heatlens.explain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.heatlens.vit.Engine;
import io.heatlens.vit.Golden;
import io.heatlens.vit.Gradient;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.ModelStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
	@ValueSource(strings = { "blocks[-1].norm1", "blocks[0].norm1" })
	void eachGetsWhatItGetsAlone(String layer) {
		Model model = this.models.get("timm-vit");
		MethodOptions options = MethodOptions.of(model).withLayers(List.of(model.site(layer)));
		MethodOptions probability = options.withObjective(new Objective(Score.PROBABILITY, -1, true, false));
		List<Job> jobs = List.of(job(model, 0, new Target.Classes(List.of(4)), options, "grad-cam"),
				job(model, 1, new Target.Top(3), probability, "layer-cam", "eigen-cam"),
				job(model, 0, new Target.Top(2), options, "grad-cam"),
				job(model, 1, new Target.Top(1), smooth(options), "grad-cam", "eigen-cam"),
				job(model, 1, new Target.Top(2), options, "finer-cam", "legrad", "hires-cam"));
		SharedPass pass = jobs.get(0).passes().pass();
		assertThat(jobs).allSatisfy((job) -> assertThat(job.passes().pass()).isEqualTo(pass));
		this.engine.run(() -> {
			try (ModelSession session = this.engine.open(model)) {
				List<List<Seen>> together = pass.run(session, jobs);
				for (int i = 0; i < jobs.size(); i++) {
					assertSame(together.get(i), pass.run(session, List.of(jobs.get(i))).get(0));
				}
			}
			return null;
		});
	}

	@Test
	void sharesNothingWithOtherSitesOrGradients() {
		Model model = this.models.get("timm-vit");
		MethodOptions options = MethodOptions.of(model);
		SharedPass pass = pass(model, options, "grad-cam");
		assertThat(pass(model, options, "layer-cam")).isEqualTo(pass);
		assertThat(pass(model, options.withLayers(List.of(model.site("blocks[0].norm1"))), "grad-cam"))
			.isNotEqualTo(pass);
		assertThat(pass(model, options.withGradient(Gradient.PRUNED), "grad-cam")).isNotEqualTo(pass);
		assertThat(pass(model, options, "eigen-cam")).isNotEqualTo(pass)
			.isEqualTo(pass(model, options.withGradient(Gradient.PRUNED), "eigen-cam"));
	}

	private static void assertSame(List<Seen> together, List<Seen> alone) {
		assertThat(together).hasSameSizeAs(alone);
		for (int image = 0; image < alone.size(); image++) {
			Map<Cell, RawMap> maps = together.get(image).maps();
			Map<Cell, RawMap> expected = alone.get(image).maps();
			assertThat(maps.keySet()).isEqualTo(expected.keySet()).isNotEmpty();
			maps.forEach((cell, map) -> assertThat(map.values()).as("%s", cell)
				.satisfies((values) -> assertThat(
						Maps.relativeError(values, Objects.requireNonNull(expected.get(cell)).values()))
					.isLessThan(1e-5)));
		}
	}

	private Job job(Model model, int image, Target target, MethodOptions options, String... methods) {
		return new Job(passes(model, options, methods), List.of(model.prepare(Golden.image(model.name(), image))),
				target, Maps.NO_DEADLINE);
	}

	private SharedPass pass(Model model, MethodOptions options, String... methods) {
		return passes(model, options, methods).pass();
	}

	private SinglePasses passes(Model model, MethodOptions options, String... methods) {
		return new SinglePasses(model,
				Stream.of(methods).map(this.methods::get).map(SinglePassMethod.class::cast).toList(), options);
	}

	private static MethodOptions smooth(MethodOptions options) {
		return new MethodOptions(options.layers(), options.layersFusion(), options.gradient(), options.objective(),
				Smoothing.AUG, options.heads(), options.discard(), options.steps(), options.samples(), options.seed(),
				options.weightsWindow());
	}

}
