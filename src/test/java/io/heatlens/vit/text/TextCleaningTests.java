package io.heatlens.vit.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cleaning of texts, whose values Python computed.
 */
class TextCleaningTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "NONE|' A  b. '|' A  b. '", "LOWER_CASE|' A  ΟΔΟΣ. İ'|' a  οδοσ. i̇'",
			"WHITESPACE|' A\u001f\u0085b\u00a0 ΟΔΟΣ.\u3000'|'A b ΟΔΟΣ.'", "LOWER|' A  b_c ΟΔΟΣ. '|'a b_c οδος.'",
			"CANONICAL|' A_b!  (ΟΔΟΣ) .'|'a b οδος'", "SIGLIP|' A_b!  (ΟΔΟΣ) .'|'ab οδος'", "WHITESPACE|' '|''",
			"CANONICAL|'...'|''", "WHITESPACE|'a\u200bb'|'a\u200bb'" })
	void cleanedAsByPython(TextCleaning cleaning, String text, String expected) {
		assertThat(cleaning.clean(text)).isEqualTo(expected);
	}

}
