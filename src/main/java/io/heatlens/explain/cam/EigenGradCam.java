package io.heatlens.explain.cam;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * EigenGradCAM (Gildenblat 2021, pytorch-grad-cam): as {@link EigenCam}, but with
 * gradient times activation, so that the map depends on the class.
 */
@Component
class EigenGradCam extends CamMethod {

	@Override
	public String name() {
		return "eigen-grad-cam";
	}

	@Override
	public String summary() {
		return "The first principal component of gradient times activation.";
	}

	@Override
	public String paper() {
		return "Gildenblat 2021, pytorch-grad-cam, EigenGradCAM";
	}

	@Override
	public boolean linear() {
		return true;
	}

	@Override
	NDArray map(LayerCapture capture, MethodOptions options) {
		return PrincipalComponent.of(capture.activations().mul(capture.gradients()));
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.LAYER, MethodParameter.GRADIENT, MethodParameter.SCORE,
				MethodParameter.SMOOTH_AUG);
	}

}
