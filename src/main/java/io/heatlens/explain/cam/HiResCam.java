package io.heatlens.explain.cam;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * HiResCAM (Draelos and Carin 2020, equation 4): gradient times activation, summed over
 * the channels, so that each patch is weighted by its own gradient alone.
 */
@Component
class HiResCam extends WeightedCam {

	@Override
	public String name() {
		return "hires-cam";
	}

	@Override
	public String summary() {
		return "Gradient times activation, patch by patch.";
	}

	@Override
	public String paper() {
		return "Draelos and Carin 2020, Use HiResCAM instead of Grad-CAM for faithful explanations of convolutional neural networks";
	}

	@Override
	public boolean linear() {
		return true;
	}

	@Override
	NDArray weighted(LayerCapture capture, MethodOptions options) {
		return capture.activations().mul(capture.gradients());
	}

}
