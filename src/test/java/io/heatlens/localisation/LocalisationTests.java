package io.heatlens.localisation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.heatlens.GoldenModelTest;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.Methods;
import io.heatlens.explain.Predictor;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.scenes.Scene;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The maps of the service find the items of 100 test scenes, so that a gradient of the
 * wrong class, place or sign fails the build. The floors are below the values that
 * {@link LocalisationBenchmark} measures.
 */
@GoldenModelTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalisationTests {

	private static final int SCENES = 100;

	private static final long SEED = 1;

	private static final int ACCURACY_SCENES = 400;

	// below the values of the model by about the variation of 100 scenes
	static final List<Requirement> REQUIREMENTS = List.of(
			new Requirement("grad-cam", "pointing", Result::pointing, 0.70, 0.25),
			new Requirement("grad-cam", "energy", Result::energy, 0.48, 0.18),
			new Requirement("grad-cam", "discrimination", Result::discrimination, 0.80, 0.25),
			new Requirement("hires-cam", "pointing", Result::pointing, 0.75, 0.30),
			new Requirement("hires-cam", "energy", Result::energy, 0.62, 0.32),
			new Requirement("hires-cam", "discrimination", Result::discrimination, 0.83, 0.28));

	private static final double SINGLE_ACCURACY_FLOOR = 0.80;

	private static final double PAIR_RECALL_FLOOR = 0.75;

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Predictor predictor;

	@Autowired
	private Methods methods;

	private Map<String, Result> results;

	private List<Result> baselines;

	@BeforeAll
	void measure() {
		Model model = this.models.get(ModelStore.EMBEDDED);
		List<Scene> scenes = TestScenes.of(SCENES, SEED);
		this.results = Stream.of("grad-cam", "hires-cam")
			.collect(Collectors.toMap((method) -> method, (method) -> Result.of(
					new ExplainedCandidate(this.explainer, model, this.methods.get(method), MethodOptions.of(model)),
					scenes)));
		this.baselines = Baseline.all(model.grid().rows(), SEED)
			.stream()
			.map((baseline) -> Result.of(baseline, scenes))
			.toList();
	}

	@ParameterizedTest
	@FieldSource("REQUIREMENTS")
	void methodReachesItsFloor(Requirement required) {
		assertThat(required.of(this.results)).isGreaterThan(required.floor);
	}

	@ParameterizedTest
	@FieldSource("REQUIREMENTS")
	void methodBeatsEveryBaselineByTheMargin(Requirement required) {
		assertThat(this.baselines)
			.allSatisfy((baseline) -> assertThat(required.of(this.results) - required.of(baseline)).as(baseline.name())
				.isGreaterThan(required.margin));
	}

	@Test
	void modelPredictsTheItemsOfTheScenes() {
		Accuracy accuracy = Accuracy.of(this.predictor, this.models.get(ModelStore.EMBEDDED),
				TestScenes.of(ACCURACY_SCENES, SEED));
		assertThat(accuracy.single().mean()).isGreaterThanOrEqualTo(SINGLE_ACCURACY_FLOOR);
		assertThat(accuracy.pair().mean()).isGreaterThanOrEqualTo(PAIR_RECALL_FLOOR);
	}

	/**
	 * The floor of a method in one measure.
	 *
	 * @param method the name of the method
	 * @param name the name of the measure
	 * @param estimate the measure of a result
	 * @param floor the smallest value of the method
	 * @param margin the smallest difference from every baseline
	 */
	record Requirement(String method, String name, Function<Result, Estimate> estimate, double floor, double margin) {

		double of(Map<String, Result> results) {
			return of(Objects.requireNonNull(results.get(this.method)));
		}

		double of(Result result) {
			return this.estimate.apply(result).mean();
		}

		@Override
		public String toString() {
			return this.method + " " + this.name;
		}

	}

}
