package io.heatlens.explain.cam;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * Grad-CAM++ (Chattopadhyay et al. 2018, equations 10 and 19): each channel is weighted
 * by a weighted sum of its positive gradients, in which each of several objects of the
 * class counts.
 */
@Component
class GradCamPlusPlus extends WeightedCam {

	private static final double EPSILON = 1e-6;

	@Override
	public String name() {
		return "grad-cam++";
	}

	@Override
	public String summary() {
		return "Activations weighted by their channel's positive gradients, so that each of several objects counts.";
	}

	@Override
	public String paper() {
		return "Chattopadhyay et al. 2018, Grad-CAM++: Improved Visual Explanations for Deep Convolutional Networks";
	}

	@Override
	NDArray weighted(LayerCapture capture, MethodOptions options) {
		NDArray gradients = capture.gradients(); // (b,p,d)
		NDArray square = gradients.square();
		NDArray sums = capture.activations().sum(new int[] { 1 }, true); // (b,1,d)
		NDArray divisor = square.mul(2).add(square.mul(gradients).mul(sums)).add(EPSILON);
		NDArray shares = square.div(divisor); // (b,p,d)
		NDArray weights = shares.mul(gradients.maximum(0)).sum(new int[] { 1 }, true); // (b,1,d)
		return capture.activations().mul(weights);
	}

}
