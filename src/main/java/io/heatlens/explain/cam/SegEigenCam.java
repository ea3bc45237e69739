package io.heatlens.explain.cam;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * Seg-Eigen-CAM (pytorch-grad-cam 2025): as {@link EigenGradCam}, but with the magnitude
 * of the gradient instead of its signed value. The sign of the map is chosen so that its
 * value of the largest magnitude is positive.
 */
@Component
class SegEigenCam extends CamMethod {

	@Override
	public String name() {
		return "seg-eigen-cam";
	}

	@Override
	public String summary() {
		return "The first principal component of the activations times the magnitude of their gradient.";
	}

	@Override
	public String paper() {
		return "Pytorch-grad-cam 2025, SegEigenCAM";
	}

	@Override
	public boolean linear() {
		return true;
	}

	@Override
	NDArray map(LayerCapture capture, MethodOptions options) {
		return PrincipalComponent.of(capture.activations().mul(capture.gradients().abs()));
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.LAYER, MethodParameter.GRADIENT, MethodParameter.SCORE,
				MethodParameter.SMOOTH_AUG);
	}

}
