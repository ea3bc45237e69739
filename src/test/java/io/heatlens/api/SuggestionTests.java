package io.heatlens.api;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names as other tools spell them, and small typing errors.
 */
class SuggestionTests {

	private static final List<String> METHODS = List.of("ablation-cam", "attention-rollout", "eigen-cam",
			"eigen-grad-cam", "fem", "grad-cam", "grad-cam++", "grad-cam-elementwise", "hires-cam",
			"integrated-gradients", "layer-cam", "score-cam", "xgrad-cam");

	@ParameterizedTest
	@CsvSource({ "GradCAM, grad-cam", "gradcam, grad-cam", "grad_cam, grad-cam", "grad cam, grad-cam",
			"Grad-CAM, grad-cam", "Grad-CAM++, grad-cam++", "GradCAMPlusPlus, grad-cam++", "gradcam_pp, grad-cam++",
			"grad_cam_plusplus, grad-cam++", "GradCAM++, grad-cam++", "GradCAMElementWise, grad-cam-elementwise",
			"ScoreCAM, score-cam", "EigenGradCAM, eigen-grad-cam", "XGradCAM, xgrad-cam", "HiResCam, hires-cam",
			"IntegratedGradients, integrated-gradients", "integrated-gradient, integrated-gradients",
			"grda-cam, grad-cam", "atention-rolout, attention-rollout", "FEM, fem", "' layer-cam ', layer-cam" })
	void nearestIsTheNameThatWasMeant(String text, String name) {
		assertThat(Suggestion.nearest(text, METHODS)).contains(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "++", "magic", "lime", "shap", "cam", "gradient" })
	void nearestOfSomethingElseIsEmpty(String text) {
		assertThat(Suggestion.nearest(text, METHODS)).isEmpty();
	}

	@Test
	void nearestOfAVeryLongTextIsEmpty() {
		assertThat(Suggestion.nearest("a".repeat(100_000), List.of("a".repeat(99_999)))).isEmpty();
	}

	@Test
	void ofANameIsAQuestionAfterASpace() {
		assertThat(Suggestion.of("GREY", List.of("grey", "jet"))).isEqualTo(" Did you mean \"grey\"?");
		assertThat(Suggestion.of("blue", List.of("grey", "jet"))).isEmpty();
	}

}
