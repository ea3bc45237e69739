package io.heatlens.request;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names and words of the parameters against those of the contract.
 */
class ApiParameterTests {

	@Test
	void apiNamesAreUnique() {
		assertThat(ApiParameter.values()).extracting(ApiParameter::apiName).doesNotHaveDuplicates();
	}

	@Test
	void explanationsTakeAllParametersOfTheContract() {
		assertThat(ApiParameter.OF_EXPLANATIONS).extracting(ApiParameter::apiName)
			.contains("model", "method", "target", "top", "layer", "gradient", "score", "against", "sign", "smooth",
					"layers-fusion", "fusion", "discard", "steps", "samples", "seed", "pool", "pool.stride",
					"pool.padding", "pool.ceil-mode", "pool.count-include-pad", "weights-window", "detail", "evaluate",
					"dry-run", "normalize", "view", "colormap", "opacity", "interpolation", "targets", "head",
					"baseline", "scale", "threshold", "mass", "alpha");
	}

	@Test
	void predictionsTakeModelAlphaPromptsAndTop() {
		assertThat(ApiParameter.OF_PREDICTIONS).extracting(ApiParameter::apiName)
			.containsExactlyInAnyOrder("model", "alpha", "prompt", "template", "top");
	}

	@ParameterizedTest
	@CsvSource({ "GRADIENT, plain pruned", "SCORE, logit probability log-probability margin", "SIGN, positive negative",
			"SMOOTH, none aug eigen", "LAYERS_FUSION, mean max product", "FUSION, mean max min head",
			"ALPHA, drop white", "BASELINE, mean black white grey blur", "DETAIL, patch pixel",
			"NORMALIZE, max minmax none", "VIEW, overlay heatmap grey mask outline",
			"INTERPOLATION, bilinear nearest" })
	void choicesAreTheWordsOfTheContract(ApiParameter parameter, String words) {
		assertThat(parameter.choices()).containsExactlyInAnyOrder(words.split(" ", -1));
	}

	@Test
	void choicesOfTheColourMapHoldThoseOfTheContract() {
		assertThat(ApiParameter.COLORMAP.choices()).contains("turbo", "viridis", "inferno", "jet", "grey");
	}

	@ParameterizedTest
	@EnumSource
	void descriptionSaysWhetherAParameterIsRepeatable(ApiParameter parameter) {
		assertThat(parameter.repeatable())
			.isEqualTo(parameter.description().matches(".*(repeatable|once for each image).*"));
	}

	@ParameterizedTest
	@EnumSource
	void choicesAreThereForAChoiceAndForNothingElse(ApiParameter parameter) {
		assertThat(parameter.choices().isEmpty()).isEqualTo(parameter.type() != ApiParameter.Type.CHOICE);
	}

	@Test
	void typesAreThoseOfTheContract() {
		assertThat(List.of(ApiParameter.TOP, ApiParameter.STEPS, ApiParameter.SAMPLES, ApiParameter.SEED,
				ApiParameter.HEAD, ApiParameter.WEIGHTS_WINDOW))
			.extracting(ApiParameter::type)
			.containsOnly(ApiParameter.Type.WHOLE_NUMBER);
		assertThat(List.of(ApiParameter.DISCARD, ApiParameter.OPACITY, ApiParameter.THRESHOLD, ApiParameter.MASS))
			.extracting(ApiParameter::type)
			.containsOnly(ApiParameter.Type.NUMBER);
		assertThat(List.of(ApiParameter.POOL_CEIL_MODE, ApiParameter.POOL_COUNT_INCLUDE_PAD, ApiParameter.DRY_RUN))
			.extracting(ApiParameter::type)
			.containsOnly(ApiParameter.Type.FLAG);
	}

}
