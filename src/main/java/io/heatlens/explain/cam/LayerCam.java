package io.heatlens.explain.cam;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * LayerCAM (Jiang et al. 2021, equations 3 and 4): each activation is weighted by the
 * positive part of its own gradient. This also works in early layers.
 */
@Component
class LayerCam extends WeightedCam {

	@Override
	public String name() {
		return "layer-cam";
	}

	@Override
	public String summary() {
		return "Activations weighted by the positive part of their own gradient.";
	}

	@Override
	public String paper() {
		return "Jiang et al. 2021, LayerCAM: Exploring Hierarchical Class Activation Maps for Localization";
	}

	@Override
	public boolean linear() {
		return true;
	}

	@Override
	NDArray weighted(LayerCapture capture, MethodOptions options) {
		return capture.activations().mul(capture.gradients().maximum(0));
	}

}
