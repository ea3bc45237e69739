package io.heatlens.explain.cam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * XGrad-CAM (Fu et al. 2020, equation 8): the weight of a channel is the mean of its
 * gradients, weighted by its activations. After a LayerNorm the activations of a channel
 * may add up to nearly zero; its weight then grows without bound.
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
		return "Activations weighted by the mean gradient of their channel, each patch counting by its activation.";
	}

	@Override
	public String paper() {
		return "Fu et al. 2020, Axiom-based Grad-CAM: Towards Accurate Visualization and Explanation of CNNs";
	}

	@Override
	public boolean linear() {
		return true;
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
