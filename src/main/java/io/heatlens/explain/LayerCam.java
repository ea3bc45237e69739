package io.heatlens.explain;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Capture;

import org.springframework.stereotype.Component;

/**
 * LayerCAM (Jiang et al. 2021, equations 3 and 4): each activation is weighted by the
 * positive part of its own gradient, which also works on early layers.
 */
@Component
class LayerCam implements ExplanationMethod {

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
	public NDArray map(Capture capture) {
		NDArray weights = capture.gradients().maximum(0); // (b, p, d)
		return capture.activations().mul(weights).sum(new int[] { 2 }); // (b, p)
	}

}
