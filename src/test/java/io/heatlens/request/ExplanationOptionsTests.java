package io.heatlens.request;

import io.heatlens.GoldenModelTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which requests one picture can answer.
 */
@GoldenModelTest
class ExplanationOptionsTests {

	@Autowired
	private ExplanationReader reader;

	@ParameterizedTest
	@ValueSource(strings = { "", "method=legrad", "target=3", "top=1", "normalize=minmax", "dry-run=false",
			"layer=blocks[0]&layer=blocks[1]", "detail=pixel" })
	void checkFitsPngTakesOneMapWithValuesFrom0To1(String query) {
		assertThatCode(() -> check(query)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@CsvSource({ "method=grad-cam&method=legrad, method", "target=3&target=4, target", "top=2, top",
			"normalize=none, normalize", "evaluate=deletion, evaluate", "dry-run=true, dry-run" })
	void checkFitsPngRefusesSeveralMapsAndNumbersByName(String query, String parameter) {
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> check(query))
			.withMessageContainingAll(parameter, "PNG");
	}

	private void check(String query) {
		this.reader.read(Queries.parameters(query)).checkFitsPng();
	}

}
