package io.heatlens.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.RequestedScore;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Sign;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Checkpoints;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.family.ProblemType;
import io.heatlens.vit.layer.BackwardRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of every method that the application finds.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@TestInstance(Lifecycle.PER_CLASS)
class MethodPropertyTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Methods methods;

	@DynamicPropertySource
	static void store(DynamicPropertyRegistry registry) throws IOException {
		Path store = Files.createTempDirectory("heatlens-properties");
		List<String> head = List.of("head.weight", "head.bias");
		Checkpoints.planted(store.resolve("planted"));
		Checkpoints.scaledHead("timm-vit", head, 1, store.resolve("single"));
		Checkpoints.scaledHead("timm-vit", head, 2, store.resolve("double"));
		registry.add("heatlens.models.store", store::toString);
	}

	@BeforeAll
	void methodsAreThere() {
		assertThat(this.methods.all()).hasSizeGreaterThanOrEqualTo(24);
	}

	Stream<ExplanationMethod> all() {
		return this.methods.all().stream();
	}

	Stream<ExplanationMethod> classAware() {
		return all().filter(ExplanationMethod::classDiscriminative);
	}

	Stream<ExplanationMethod> linear() {
		return all().filter(ExplanationMethod::linear);
	}

	@ParameterizedTest
	@MethodSource("classAware")
	void mapPeaksAtThePlantedPatch(ExplanationMethod method) {
		assertThat(peak(raw("planted", Checkpoints.plantedImage(), method, Checkpoints.RED_CLASS)))
			.isEqualTo(Checkpoints.RED_PATCH);
		assertThat(peak(raw("planted", Checkpoints.plantedImage(), method, Checkpoints.BLUE_CLASS)))
			.isEqualTo(Checkpoints.BLUE_PATCH);
	}

	@ParameterizedTest
	@MethodSource("all")
	void mapsOfTwoClassesDifferIfTheMethodIsClassDiscriminative(ExplanationMethod method) {
		float[] one = raw("single", image(), method, 1);
		float[] other = raw("single", image(), method, 2);
		assertThat(Closeness.relativeError(one, other) > 1e-3).isEqualTo(method.classDiscriminative());
	}

	@ParameterizedTest
	@MethodSource("linear")
	void twiceTheHeadGivesTwiceTheMap(ExplanationMethod method) {
		float[] twice = raw("single", image(), method, 1);
		for (int i = 0; i < twice.length; i++) {
			twice[i] *= 2;
		}
		assertThat(Closeness.relativeError(raw("double", image(), method, 1), twice)).isLessThan(1e-4);
	}

	@ParameterizedTest
	@MethodSource("all")
	void sameRequestGivesTheSameMap(ExplanationMethod method) {
		Closeness.assertClose(raw("single", image(), method, 1), raw("single", image(), method, 1));
	}

	@ParameterizedTest
	@MethodSource("all")
	void prunedGradientChangesTheMapIfTheMethodUsesGradients(ExplanationMethod method) {
		Model model = this.models.get("single");
		MethodOptions pruned = few(model).withGradient(BackwardRule.PRUNED);
		float[] map = Maps.raw(this.explainer, model, image(),
				ExplanationRequest.of(method, new Target.Classes(List.of(1)), pruned));
		assertThat(Closeness.relativeError(map, raw("single", image(), method, 1)) > 1e-3)
			.isEqualTo(method.usesGradient());
	}

	@ParameterizedTest
	@MethodSource("all")
	void negativeSignChangesTheMapIfTheMethodTakesASign(ExplanationMethod method) {
		Model model = this.models.get("single");
		MethodOptions negative = few(model)
			.withScore(new RequestedScore(Score.LOGIT, null, Sign.NEGATIVE, ProblemType.SINGLE_LABEL));
		float[] map = Maps.raw(this.explainer, model, image(),
				ExplanationRequest.of(method, new Target.Classes(List.of(1)), negative));
		assertThat(Closeness.relativeError(map, raw("single", image(), method, 1)) > 1e-3)
			.isEqualTo(method.parameters().contains(MethodParameter.SIGN));
	}

	@Test
	void methodsOfOneRequestMakeTheMapsOfSingleRequests() {
		Model model = this.models.get("single");
		Target target = new Target.Classes(List.of(1, 2));
		List<ExplanationMethod> all = this.methods.all();
		ExplanationRequest request = new ExplanationRequest(all, target, few(model), Normalization.MAX, null,
				Detail.PATCH, List.of());
		ImageExplanation together = this.explainer.explain(model, List.of(image()), request, Maps.NO_DEADLINE)
			.value()
			.get(0);
		List<String> differing = new ArrayList<>();
		for (Explanation explanation : together.explanations()) {
			ExplanationMethod method = this.methods.get(explanation.method());
			float[] alone = raw("single", image(), method, explanation.target().index());
			if (Closeness.relativeError(Maps.flat(explanation.heatmap().raw()), alone) > tolerance(method)) {
				differing.add(explanation.method());
			}
		}
		assertThat(differing).isEmpty();
		assertThat(together.agreement()).hasSize(2 * all.size() * (all.size() - 1) / 2);
	}

	// Grad-CAM++ divides by what may be close to zero, so that rounding shows.
	private static double tolerance(ExplanationMethod method) {
		return method.name().equals("grad-cam++") ? 1e-2 : 1e-4;
	}

	private float[] raw(String model, DecodedImage image, ExplanationMethod method, int target) {
		Model asked = this.models.get(model);
		return Maps.raw(this.explainer, asked, image, ExplanationRequest.of(method, new Target.Classes(List.of(target)),
				model.equals("planted") ? MethodOptions.of(asked) : few(asked)));
	}

	// With so few samples that the tests are fast, and so many that maps differ.
	private static MethodOptions few(Model model) {
		MethodOptions options = MethodOptions.of(model);
		return new MethodOptions(options.layers(), options.layersFusion(), options.gradient(), options.score(),
				options.smoothing(), options.heads(), options.head(), options.discard(), options.steps(),
				options.baseline(), 24, options.seed(), options.weightsWindow());
	}

	private static DecodedImage image() {
		return Golden.image("timm-vit", 0);
	}

	private static int peak(float[] map) {
		return IntStream.range(0, map.length).reduce((best, i) -> (map[i] > map[best]) ? i : best).orElseThrow();
	}

}
