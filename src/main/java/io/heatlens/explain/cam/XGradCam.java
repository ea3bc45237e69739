package io.heatlens.explain.cam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * XGrad-CAM (Fu et al. 2020, equation 8): a channel's weight is the mean of its
 * gradients, weighted by its activations. Behind a LayerNorm those may add up to nearly
 * nothing, and the weight grows without bound.
 */
@Component
class XGradCam extends WeightedCam {

	private static final double EPSILON = 1e-7;

	@Override
	public String name() {
		return "xgrad-cam";
	}

	@Override
	public String summary() {
		return "Activations weighted by the gradients of their channel, each by its share of the activation.";
	}

	@Override
	public String paper() {
		return "Fu et al. 2020, Axiom-based Grad-CAM: Towards Accurate Visualization and Explanation of CNNs";
	}

	@Override
	NDArray weighted(LayerCapture capture, MethodOptions options) {
		NDArray activations = capture.activations().toType(DataType.FLOAT64, false); // (b,p,d)
		NDArray products = activations.mul(capture.gradients().toType(DataType.FLOAT64, false));
		NDArray sums = activations.sum(new int[] { 1 }, true).add(EPSILON); // (b,1,d)
		NDArray weights = products.sum(new int[] { 1 }, true).div(sums);
		return activations.mul(weights);
	}

}
