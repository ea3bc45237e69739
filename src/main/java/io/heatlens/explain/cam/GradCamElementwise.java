package io.heatlens.explain.cam;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * Grad-CAM element-wise (Gildenblat 2021, pytorch-grad-cam): as {@link HiResCam}, but
 * negative products of gradient and activation are dropped before the sum over the
 * channels.
 */
@Component
class GradCamElementwise extends WeightedCam {

	@Override
	public String name() {
		return "grad-cam-elementwise";
	}

	@Override
	public String summary() {
		return "The positive part of gradient times activation, patch by patch.";
	}

	@Override
	public String paper() {
		return "Gildenblat 2021, pytorch-grad-cam, GradCAMElementWise";
	}

	@Override
	public boolean linear() {
		return true;
	}

	@Override
	NDArray weighted(LayerCapture capture, MethodOptions options) {
		return capture.activations().mul(capture.gradients()).maximum(0);
	}

}
