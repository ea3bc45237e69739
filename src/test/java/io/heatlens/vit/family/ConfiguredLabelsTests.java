package io.heatlens.vit.family;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.huggingface.HuggingFaceVit;
import io.heatlens.vit.family.timm.TimmVit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Labels and problem types in every form in which configurations have them.
 */
class ConfiguredLabelsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"id2label": {"0": "cat", "1": "dog"}} | [cat, dog]
					{"id2label": {"1": "dog", "10": "owl", "0": "cat"}} | [cat, dog, null, null, null, null, null, null, null, null, owl]
					{"id2label": ["cat", "dog"]} | [cat, dog]
					{"id2label": {"1": "cat", "2": "dog"}} | [null, cat, dog]
					{"id2label": {"0": "LABEL_0", "1": "dog", "2": "LABEL_0"}} | [null, dog, LABEL_0]
					{"id2label": {"cat": 0, "-1": "x", "99999999999": "y"}} | []
					{"id2label": "cat"} | []
					{} | []
					""")
	void labelsOfHuggingFace(String config, String expected) {
		assertThat(new HuggingFaceVit().labels(json(config))).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"label_names": ["n1", "n2"], "label_descriptions": {"n2": "a dog"}} | [n1, a dog]
			{"label_names": {"0": "n1", "2": "n2"}} | [n1, null, n2]
			{"pretrained_cfg": {"label_names": ["n1"]}} | [n1]
			{"labels": ["n1"]} | [n1]
			{} | []
			""")
	void labelsOfTimm(String config, String expected) {
		assertThat(new TimmVit().labels(json(config))).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource({ "'', 3, SINGLE_LABEL", "single_label_classification, 3, SINGLE_LABEL",
			"multi_label_classification, 3, MULTI_LABEL", "regression, 3, REGRESSION", "regression, 1, REGRESSION",
			"'', 1, MULTI_LABEL", "single_label_classification, 1, MULTI_LABEL" })
	void problemTypeIsThatOfThePipeline(String name, int outputs, ProblemType expected) {
		assertThat(ProblemType.of(name, outputs)).isEqualTo(expected);
	}

	@Test
	void unknownProblemTypeIsRefused() {
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> ProblemType.of("ranking", 3))
			.withMessageContaining("but is \"ranking\"");
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

}
