package io.heatlens.explain.cam;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * KPCA-CAM (Karmani et al. 2024): as {@link EigenCam}, but with kernel principal
 * component analysis. The kernel is tanh(x y / dim + 1).
 */
@Component
class KpcaCam extends CamMethod {

	@Override
	public String name() {
		return "kpca-cam";
	}

	@Override
	public String summary() {
		return "The first kernel principal component of the activations, with a sigmoid kernel.";
	}

	@Override
	public String paper() {
		return "Karmani et al. 2024, KPCA-CAM: Visual Explainability of Deep Computer Vision Models using Kernel PCA";
	}

	@Override
	NDArray map(LayerCapture capture, MethodOptions options) {
		NDArray rows = PrincipalComponent.centred(capture.activations().toType(DataType.FLOAT64, false)); // (b,p,d)
		NDArray kernel = rows.matMul(rows.swapAxes(1, 2)).div(rows.getShape().get(2)).add(1).tanh(); // (b,p,p)
		NDArray centred = PrincipalComponent.centred(kernel);
		centred = PrincipalComponent.centred(centred.swapAxes(1, 2));
		return PrincipalComponent.turned(PrincipalComponent.scaledEigenvector(centred));
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
