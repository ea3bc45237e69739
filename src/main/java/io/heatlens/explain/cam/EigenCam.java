package io.heatlens.explain.cam;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * Eigen-CAM (Muhammad and Yeasin 2020, equation 4): the activations of each patch,
 * projected onto their first principal component.
 */
@Component
class EigenCam extends CamMethod {

	@Override
	public String name() {
		return "eigen-cam";
	}

	@Override
	public String summary() {
		return "The first principal component of the activations.";
	}

	@Override
	public String paper() {
		return "Muhammad and Yeasin 2020, Eigen-CAM: Class Activation Map using Principal Components";
	}

	@Override
	NDArray map(LayerCapture capture, MethodOptions options) {
		return PrincipalComponent.of(capture.activations());
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.LAYER, MethodParameter.SMOOTH_AUG);
	}

	@Override
	public boolean classDiscriminative() {
		return false;
	}

}
