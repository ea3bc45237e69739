package io.heatlens.request;

import java.util.List;
import java.util.stream.Stream;

import io.heatlens.GoldenModelTest;
import io.heatlens.explain.Detail;
import io.heatlens.explain.Methods;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.vit.ModelStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Parameters that make no difference to any of the methods are refused by name.
 */
@GoldenModelTest
class UnusedParameterCheckTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Methods methods;

	@ParameterizedTest
	@CsvSource({ "layer=blocks[1], attention-rollout, layer",
			"layer=blocks[1]&layer=blocks[2]&layers-fusion=max, attention-rollout, layer",
			"gradient=pruned, rise, gradient", "gradient=plain, attention-rollout, gradient",
			"score=probability, eigen-cam, score", "score=margin&against=1, attention-rollout, score",
			"sign=negative, fem, sign", "smooth=aug, rise, smooth=aug", "smooth=eigen, eigen-cam, smooth=eigen",
			"fusion=max, grad-cam, fusion", "discard=0.5, grad-cam, discard", "steps=5, grad-cam, steps",
			"samples=5, integrated-gradients, samples", "fusion=head&head=0, gradient-rollout, fusion",
			"baseline=black, smooth-grad, baseline", "seed=5, grad-cam, seed",
			"weights-window=3, hires-cam, weights-window" })
	void checkRefusesWhatTheMethodDoesNotUse(String query, String method, String parameter) {
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> check(query, Detail.PATCH, method))
			.withMessageContainingAll(parameter, method);
	}

	@ParameterizedTest
	@CsvSource({ "'', attention-rollout", "layer=blocks[1], grad-cam",
			"layer=blocks[1]&layer=blocks[2]&layers-fusion=max, grad-cam", "gradient=pruned, legrad",
			"score=margin&against=1, rise", "sign=negative, rise", "smooth=aug, grad-cam", "smooth=eigen, hires-cam",
			"fusion=max&discard=0.5, attention-rollout", "fusion=head&head=0, attention-rollout",
			"baseline=blur, integrated-gradients", "steps=5, integrated-gradients", "samples=5&seed=5, smooth-grad",
			"samples=5&seed=5, rise", "seed=5, random-cam", "weights-window=3, grad-cam" })
	void checkTakesWhatTheMethodUses(String query, String method) {
		assertThatCode(() -> check(query, Detail.PATCH, method)).doesNotThrowAnyException();
	}

	@Test
	void checkTakesWhatOneOfSeveralMethodsUses() {
		assertThatCode(() -> check("layer=blocks[1]&fusion=max", Detail.PATCH, "attention-rollout", "grad-cam"))
			.doesNotThrowAnyException();
	}

	@Test
	void checkNamesAllMethodsThatDoNotUseAParameter() {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> check("steps=5", Detail.PATCH, "attention-rollout", "grad-cam"))
			.withMessageContainingAll("steps", "attention-rollout", "grad-cam");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gradient=pruned", "score=probability" })
	void checkOfPixelDetailTakesWhatItsOwnGradientUses(String query) {
		assertThatCode(() -> check(query, Detail.PIXEL, "attention-rollout")).doesNotThrowAnyException();
	}

	@Test
	void checkOfPixelDetailStillRefusesALayer() {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> check("layer=blocks[1]", Detail.PIXEL, "attention-rollout"))
			.withMessageContaining("layer");
	}

	@Test
	void checkRefusesASignOfTheFirstPrincipalComponent() {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> check("smooth=eigen&sign=negative", Detail.PATCH, "hires-cam"))
			.withMessageContainingAll("smooth=eigen", "sign");
	}

	@Test
	void checkRefusesSeveralLayersForAMethodThatTakesOne() {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> check("layer=blocks[1]&layer=blocks[2]", Detail.PATCH, "score-cam"))
			.withMessageContainingAll("score-cam", "layer");
	}

	private void check(String query, Detail detail, String... names) {
		Parameters parameters = Queries.parameters(query);
		List<ExplanationMethod> chosen = Stream.of(names).map(this.methods::get).toList();
		new UnusedParameterCheck(chosen, detail).check(parameters,
				new MethodReader(parameters, this.models.get("timm-vit")).read());
	}

}
