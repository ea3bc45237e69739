package io.heatlens.localisation;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.heatlens.explain.Explainer;
import io.heatlens.explain.Methods;
import io.heatlens.explain.Predictor;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.scenes.Scene;
import io.heatlens.vit.CheckedSite;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.layer.BackwardRule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prints how well the maps of the embedded model find the items of test scenes, as
 * Markdown. No part of the build, since its name does not end in {@code Tests}:
 *
 * <pre>
 * mvn -q test -Dtest=LocalisationBenchmark
 * </pre>
 *
 * {@code -Dscenes=200} makes it shorter, {@code -Dslow=0} leaves out what takes many
 * passes, {@code -Dseed=2} takes other scenes.
 */
@Tag("benchmark")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.main.banner-mode=off", "logging.level.root=warn" })
class LocalisationBenchmark {

	private static final List<String> BY_LAYER = List.of("grad-cam", "hires-cam", "layer-cam");

	private static final int SCENES = Integer.getInteger("scenes", 1000);

	private static final int SLOW_SCENES = Integer.getInteger("slow", 100);

	private static final long SEED = Long.getLong("seed", 1);

	private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Predictor predictor;

	@Autowired
	private Methods methods;

	@Test
	void run() {
		Model model = this.models.get(ModelStore.EMBEDDED);
		List<Scene> scenes = TestScenes.of(SCENES, SEED);
		long items = scenes.stream().mapToLong((scene) -> scene.items().size()).sum();
		this.out.printf("%nModel %s (%s)%n", model.name(), model.digest());
		this.out.printf("%d test scenes of seed %d, half of them of two items: %d items. ± is the 95 %% interval.%n",
				scenes.size(), SEED, items);
		printAccuracy(model);
		printMethods(model, scenes);
		printLayers(model, scenes);
		assertThat(items).isPositive();
	}

	private void printAccuracy(Model model) {
		this.out.printf("%n| accuracy | one item, top-1 | two items, recall@2 |%n|---|---|---|%n");
		for (long seed = SEED; seed <= SEED + 1; seed++) {
			Accuracy accuracy = Accuracy.of(this.predictor, model, TestScenes.of(SCENES, seed));
			this.out.printf("| seed %d | %s | %s |%n", seed, accuracy.single(), accuracy.pair());
		}
	}

	private void printMethods(Model model, List<Scene> scenes) {
		List<Scene> fewer = scenes.subList(0, Math.min(SLOW_SCENES, scenes.size()));
		this.out.printf("%nMethods that take many passes are measured on the first %d scenes.%n", fewer.size());
		this.out.printf("%n| map at %s | pointing | energy | discrimination |%n|---|---|---|---|%n",
				model.defaultSite().name());
		Baseline.all(model.grid().rows(), SEED).forEach((baseline) -> print(Result.of(baseline, scenes)));
		for (ExplanationMethod method : this.methods.all()) {
			List<Scene> measured = (method instanceof SinglePassMethod) ? scenes : fewer;
			if (!measured.isEmpty()) {
				MethodOptions options = MethodOptions.of(model);
				print(Result.of(candidate(model, method, options), measured));
				if (method.parameters().contains(MethodParameter.GRADIENT)) {
					print(Result.of(candidate(model, method, options.withGradient(BackwardRule.PRUNED)), measured));
				}
			}
		}
	}

	private void print(Result result) {
		this.out.printf("| %s | %s | %s | %s |%n", result.name(), result.pointing(), result.energy(),
				result.discrimination());
	}

	private Candidate candidate(Model model, ExplanationMethod method, MethodOptions options) {
		return new ExplainedCandidate(this.explainer, model, method, options);
	}

	private void printLayers(Model model, List<Scene> scenes) {
		this.out.printf("%nPointing / energy / discrimination by layer%n%n| layer | %s |%n|---|%s%n",
				String.join(" | ", BY_LAYER), "---|".repeat(BY_LAYER.size()));
		for (CheckedSite checked : model.sites()) {
			if (checked.gradientPath()) {
				this.out.printf("| %s | %s |%n", checked.site().name(),
						BY_LAYER.stream()
							.map(this.methods::get)
							.map((method) -> Result.of(candidate(model, method,
									MethodOptions.of(model).withLayers(List.of(checked.site()))), scenes))
							.map(LocalisationBenchmark::brief)
							.collect(Collectors.joining(" | ")));
			}
		}
	}

	private static String brief(Result result) {
		return String.format(Locale.ROOT, "%.3f / %.3f / %.3f", result.pointing().mean(), result.energy().mean(),
				result.discrimination().mean());
	}

}
