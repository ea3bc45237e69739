package io.heatlens.explain;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Capture;

import org.springframework.stereotype.Component;

/**
 * Grad-CAM (Selvaraju et al. 2017, equations 1 and 2): each channel is weighted by the
 * mean of its gradient over the patches.
 */
@Component
class GradCam implements ExplanationMethod {

	@Override
	public String name() {
		return "grad-cam";
	}

	@Override
	public String summary() {
		return "Activations weighted by the mean gradient of their channel.";
	}

	@Override
	public String paper() {
		return "Selvaraju et al. 2017, Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization";
	}

	@Override
	public NDArray map(Capture capture) {
		NDArray weights = capture.gradients().mean(new int[] { 1 }, true); // (b, 1, d)
		return capture.activations().mul(weights).sum(new int[] { 2 }); // (b, p)
	}

}
