package io.heatlens.request;

import java.util.List;

import io.heatlens.GoldenModelTest;
import io.heatlens.explain.method.Baseline;
import io.heatlens.explain.method.HeadFusion;
import io.heatlens.explain.method.LayersFusion;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.RequestedScore;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.classes.UnknownClassException;
import io.heatlens.vit.family.ProblemType;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.UnknownLayerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The options of the methods for a model of three blocks and eight classes.
 */
@GoldenModelTest
class MethodReaderTests {

	private static final Site LAST_NORM = new Site(2, Site.Part.NORM1);

	private static final Site LAST_OUTPUT = new Site(2, Site.Part.OUTPUT);

	@Autowired
	private ModelStore models;

	@Test
	void readOfNothingGivesTheDefaults() {
		assertThat(read("")).isEqualTo(new MethodOptions(List.of(LAST_NORM), LayersFusion.MEAN, BackwardRule.PLAIN,
				new RequestedScore(Score.LOGIT, null, Sign.POSITIVE, ProblemType.SINGLE_LABEL), Smoothing.NONE,
				HeadFusion.MEAN, null, 0, 20, Baseline.MEAN, null, 0, null));
	}

	@Test
	void readTakesEveryParameter() {
		assertThat(read("layer=blocks[0]&layer=blocks[1].norm1&layers-fusion=product&gradient=pruned&score=margin"
				+ "&against=4&sign=negative&smooth=aug&fusion=min&discard=0.25&steps=9&samples=11&seed=13"
				+ "&weights-window=5"))
			.isEqualTo(new MethodOptions(List.of(new Site(0, Site.Part.OUTPUT), new Site(1, Site.Part.NORM1)),
					LayersFusion.PRODUCT, BackwardRule.PRUNED,
					new RequestedScore(Score.MARGIN, 4, Sign.NEGATIVE, ProblemType.SINGLE_LABEL), Smoothing.AUG,
					HeadFusion.MIN, null, 0.25, 9, Baseline.MEAN, 11, 13, 5));
	}

	@Test
	void readTakesAHeadAndABaseline() {
		MethodOptions options = read("fusion=head&head=2&baseline=blur");
		assertThat(options.heads()).isEqualTo(HeadFusion.HEAD);
		assertThat(options.head()).isEqualTo(2);
		assertThat(options.baseline()).isEqualTo(Baseline.BLUR);
	}

	@Test
	void readCountsANegativeBlockFromTheEnd() {
		assertThat(read("layer=blocks[-3].norm1").layers()).containsExactly(new Site(0, Site.Part.NORM1));
	}

	@Test
	void readKeepsTheOrderOfTheLayers() {
		assertThat(read("layer=blocks[-1]&layer=blocks[0]").layers()).containsExactly(LAST_OUTPUT,
				new Site(0, Site.Part.OUTPUT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "blocks[3]", "blocks[-4]", "block[0]", "blocks[0].norm9", "norm1" })
	void readRefusesALayerThatTheModelDoesNotHave(String layer) {
		assertThatExceptionOfType(UnknownLayerException.class).isThrownBy(() -> read("layer=" + layer))
			.withMessageContaining(layer);
	}

	@Test
	void readRefusesALayerWithoutAName() {
		assertRefused("layer=", "layer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "layers-fusion=max", "layers-fusion=max&layer=blocks[0]" })
	void readRefusesAFusionOfFewerThanTwoLayers(String query) {
		assertRefused(query, "layers-fusion");
	}

	@ParameterizedTest
	@ValueSource(strings = { "score=margin", "against=1", "score=logit&against=1", "score=probability&against=1" })
	void readRefusesAMarginWithoutAnotherClassAndAnotherClassWithoutAMargin(String query) {
		assertRefused(query, "score=margin", "against");
	}

	@Test
	void readTakesTheOtherClassOfAMarginByItsLabel() {
		assertThat(read("score=margin&against=class-6").score().against()).isEqualTo(6);
	}

	@Test
	void readRefusesAnotherClassThatTheModelDoesNotHave() {
		assertThatExceptionOfType(UnknownClassException.class).isThrownBy(() -> read("score=margin&against=8"))
			.withMessageContaining("8");
	}

	@ParameterizedTest
	@CsvSource({ "steps, 0", "steps, 201", "samples, 0", "seed, -1", "discard, 1.5", "weights-window, 0",
			"weights-window, 2", "gradient, both", "sign, none", "smooth, gauss", "fusion, sum", "layers-fusion, min" })
	void readRefusesAValueThatTheParameterDoesNotTake(String name, String value) {
		assertRefused(name + "=" + value + "&layer=blocks[0]&layer=blocks[1]", name, value);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 200 })
	void readTakesOneStepToTwoHundred(int steps) {
		assertThat(read("steps=" + steps).steps()).isEqualTo(steps);
	}

	private void assertRefused(String query, String... words) {
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> read(query))
			.withMessageContainingAll(words);
	}

	private MethodOptions read(String query) {
		return new MethodReader(Queries.parameters(query), this.models.get("hf-vit")).read();
	}

}
