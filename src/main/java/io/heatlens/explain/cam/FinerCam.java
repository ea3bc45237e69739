package io.heatlens.explain.cam;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.Incompatibility;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.ScoreFunction;
import io.heatlens.vit.LayerCapture;
import io.heatlens.vit.Model;
import io.heatlens.vit.Task;

import org.springframework.stereotype.Component;

/**
 * Finer-CAM (Zhang et al. 2025, equation 5): Grad-CAM of a score of its own, the logit of
 * the class minus the mean of the three logits closest to it, weighted by their
 * probabilities.
 */
@Component
class FinerCam extends WeightedCam {

	@Override
	public String name() {
		return "finer-cam";
	}

	@Override
	public String summary() {
		return "Grad-CAM of what distinguishes the class from the three classes with the closest logits.";
	}

	@Override
	public String paper() {
		return "Zhang et al. 2025, Finer-CAM: Spotting the Difference Reveals Finer Details for Visual Explanation";
	}

	@Override
	NDArray weighted(LayerCapture capture, MethodOptions options) {
		return capture.activations().mul(capture.gradients().mean(new int[] { 1 }, true));
	}

	@Override
	public Set<MethodParameter> parameters() {
		Set<MethodParameter> parameters = EnumSet.copyOf(super.parameters());
		parameters.remove(MethodParameter.SCORE);
		parameters.remove(MethodParameter.SIGN);
		return parameters;
	}

	@Override
	public ScoreFunction score(MethodOptions options) {
		return new ClassDifference(3);
	}

	@Override
	public Optional<Incompatibility> incompatibility(Model model) {
		// Prompts can describe several classes.
		boolean several = model.labels().names().size() != 1 && !Task.of(model).equals(Set.of(Task.SIMILARITY));
		return several ? Optional.empty()
				: Optional.of(new Incompatibility("it compares classes, of which it needs two or more", "grad-cam"));
	}

	@Override
	public boolean comparesClasses() {
		return true;
	}

}
