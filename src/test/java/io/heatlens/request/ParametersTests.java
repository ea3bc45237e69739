package io.heatlens.request;

import java.util.List;
import java.util.Map;

import io.heatlens.explain.method.Score;
import io.heatlens.vit.input.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The types of values that parameters have.
 */
class ParametersTests {

	@Test
	void ofAnUnknownNameNamesItAndListsTheKnownOnes() {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> Parameters.of(Map.of("colour", List.of("red")), ApiParameter.OF_PREDICTIONS))
			.withMessageContainingAll("colour", "model", "top")
			.withMessageNotContainingAny("layer");
	}

	@Test
	void ofANameThatOnlyAnotherRequestTakesIsRefused() {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> Parameters.of(Map.of("layer", List.of("blocks[0]")), ApiParameter.OF_PREDICTIONS))
			.withMessageContaining("layer");
	}

	@Test
	void hasIsTrueOnlyForAParameterThatWasSent() {
		Parameters parameters = Queries.parameters("top=3");
		assertThat(parameters.has(ApiParameter.TOP)).isTrue();
		assertThat(parameters.has(ApiParameter.SEED)).isFalse();
	}

	@Test
	void allKeepsTheOrderOfARepeatedParameter() {
		assertThat(Queries.parameters("target=5&target=1&target=5").all(ApiParameter.TARGET)).containsExactly("5", "1",
				"5");
	}

	@Test
	void allOfAParameterThatWasNotSentIsEmpty() {
		assertThat(Queries.parameters("").all(ApiParameter.TARGET)).isEmpty();
	}

	@Test
	void oneOfAParameterThatWasNotSentIsNull() {
		assertThat(Queries.parameters("").one(ApiParameter.MODEL)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "model=a&model=b", "model=a&model=a", "model=", "model= " })
	void oneRefusesARepeatedAndABlankValue(String query) {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> Queries.parameters(query).one(ApiParameter.MODEL))
			.withMessageContaining("model");
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "10, 10", "7, 7" })
	void numberTakesBothEndsOfItsRange(String text, int expected) {
		assertThat(Queries.parameters("top=" + text).number(ApiParameter.TOP, 1, 10)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "11", "-1", "1.5", "1e0", "ten", " 1", "1 1", "4294967297", "99999999999999999999" })
	void numberRefusesAnythingElseAndNamesItsRange(String text) {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> Queries.parameters("top=" + text).number(ApiParameter.TOP, 1, 10))
			.withMessageContainingAll("top", "1 to 10", text);
	}

	@Test
	void numberThatWasNotSentIsNull() {
		assertThat(Queries.parameters("").number(ApiParameter.TOP, 1, 10)).isNull();
	}

	@Test
	void numberWithADefaultThatWasNotSentIsTheDefault() {
		assertThat(Queries.parameters("").number(ApiParameter.STEPS, 20, 1, 200)).isEqualTo(20);
	}

	@Test
	void numberWithADefaultThatWasSentIsTheNumber() {
		assertThat(Queries.parameters("steps=7").number(ApiParameter.STEPS, 20, 1, 200)).isEqualTo(7);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 1", "0.25, 0.25", "1.0, 1", "0.0, 0" })
	void shareTakesNumbersFrom0To1(String text, double expected) {
		assertThat(Queries.parameters("opacity=" + text).share(ApiParameter.OPACITY, 0.5)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.1", "-0.1", "2", "1.000000001", "NaN", "Infinity", "half", "50%", "0,5" })
	void shareRefusesAnythingElse(String text) {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> Queries.parameters("opacity=" + text).share(ApiParameter.OPACITY, 0.5))
			.withMessageContainingAll("opacity", "0 to 1");
	}

	@Test
	void shareThatWasNotSentIsTheDefault() {
		assertThat(Queries.parameters("").share(ApiParameter.OPACITY, 0.5)).isEqualTo(0.5);
	}

	@ParameterizedTest
	@EnumSource
	void choiceReadsEveryWord(Score score) {
		assertThat(Queries.parameters("score=" + score.apiName()).choice(ApiParameter.SCORE, Score.LOGIT))
			.isEqualTo(score);
	}

	@ParameterizedTest
	@ValueSource(strings = { "loss", "LOGIT", "log_probability" })
	void choiceRefusesAnyOtherWordAndListsItsOwn(String word) {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> Queries.parameters("score=" + word).choice(ApiParameter.SCORE, Score.LOGIT))
			.withMessageContainingAll("score", "logit", "probability", "log-probability", "margin");
	}

	@Test
	void choiceThatWasNotSentIsTheDefault() {
		assertThat(Queries.parameters("").choice(ApiParameter.SCORE, Score.MARGIN)).isEqualTo(Score.MARGIN);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void flagReadsTrueAndFalse(boolean flag) {
		assertThat(Queries.parameters("dry-run=" + flag).flag(ApiParameter.DRY_RUN, !flag)).isEqualTo(flag);
	}

	@ParameterizedTest
	@ValueSource(strings = { "yes", "1", "TRUE" })
	void flagRefusesAnythingElse(String text) {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> Queries.parameters("dry-run=" + text).flag(ApiParameter.DRY_RUN, false))
			.withMessageContainingAll("dry-run", "true", "false");
	}

	@Test
	void flagThatWasNotSentIsTheDefault() {
		assertThat(Queries.parameters("").flag(ApiParameter.POOL_COUNT_INCLUDE_PAD, true)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "2, 2, 2", "2x3, 2, 3", "10x1, 10, 1" })
	void sizeIsRowsAndThenColumnsOrOneNumberForBoth(String text, int rows, int columns) {
		assertThat(Queries.parameters("pool=" + text).size(ApiParameter.POOL, new Grid(1, 1), 1))
			.isEqualTo(new Grid(rows, columns));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "0x2", "2x0", "-2", "2x", "x2", "2x3x4", "2X3", "2*3", "two", "99999" })
	void sizeRefusesAnythingElse(String text) {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> Queries.parameters("pool=" + text).size(ApiParameter.POOL, new Grid(1, 1), 1))
			.withMessageContainingAll("pool", "2x3");
	}

	@Test
	void sizeMayBe0WhereThatIsTheSmallest() {
		assertThat(Queries.parameters("pool.padding=0x1").size(ApiParameter.POOL_PADDING, new Grid(1, 1), 0))
			.isEqualTo(new Grid(0, 1));
	}

	@Test
	void sizeThatWasNotSentIsTheDefault() {
		assertThat(Queries.parameters("").size(ApiParameter.POOL, new Grid(4, 5), 1)).isEqualTo(new Grid(4, 5));
	}

}
