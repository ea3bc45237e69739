package io.heatlens.explain.cam;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.AveragePooling;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * Grad-CAM (Selvaraju et al. 2017, equations 1 and 2): each channel is weighted by the
 * mean of its gradient over all patches. With a weights window, the mean is taken over
 * the patches around each patch instead, so that every patch has weights of its own; a
 * window of one patch gives HiResCAM.
 */
@Component
class GradCam extends WeightedCam {

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
	public boolean linear() {
		return true;
	}

	@Override
	NDArray weighted(LayerCapture capture, MethodOptions options) {
		NDArray gradients = capture.gradients(); // (b,p,d)
		Integer window = options.weightsWindow();
		NDArray weights = (window != null) ? AveragePooling.window(window).apply(gradients, capture.grid()) // (b,p,d)
				: gradients.mean(new int[] { 1 }, true); // (b,1,d)
		return capture.activations().mul(weights);
	}

	@Override
	public Set<MethodParameter> parameters() {
		Set<MethodParameter> parameters = EnumSet.copyOf(super.parameters());
		parameters.add(MethodParameter.WEIGHTS_WINDOW);
		return parameters;
	}

}
