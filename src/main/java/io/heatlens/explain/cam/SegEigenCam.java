package io.heatlens.explain.cam;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * Seg-Eigen-CAM (2025): as {@link EigenGradCam}, with the size of the gradient and not
 * its sign; the sign comes from what stands out.
 */
@Component
class SegEigenCam extends CamMethod {

	@Override
	public String name() {
		return "seg-eigen-cam";
	}

	@Override
	public String summary() {
		return "The first principal component of activations times the size of their gradient.";
	}

	@Override
	public String paper() {
		return "Pytorch-grad-cam 2025, SegEigenCAM";
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
