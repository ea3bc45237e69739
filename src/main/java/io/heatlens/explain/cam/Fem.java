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
 * FEM, feature explanation method (Fuad et al. 2020): the weight of a channel is the
 * share of patches whose activation is more than two standard deviations above the
 * channel's mean.
 */
@Component
class Fem extends CamMethod {

	@Override
	public String name() {
		return "fem";
	}

	@Override
	public String summary() {
		return "Activations weighted by how many patches stand out in their channel.";
	}

	@Override
	public String paper() {
		return "Fuad et al. 2020, Features Understanding in 3D CNNs for Actions Recognition in Video";
	}

	@Override
	NDArray map(LayerCapture capture, MethodOptions options) {
		NDArray activations = capture.activations(); // (b,p,d)
		NDArray mean = activations.mean(new int[] { 1 }, true); // (b,1,d)
		NDArray deviation = activations.sub(mean).square().mean(new int[] { 1 }, true).sqrt();
		NDArray rare = activations.gt(mean.add(deviation.mul(2))); // (b,p,d)
		NDArray weights = rare.toType(DataType.FLOAT32, false).mean(new int[] { 1 }, true); // (b,1,d)
		return activations.mul(weights).sum(new int[] { 2 }); // (b,p)
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
