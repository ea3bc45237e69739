package io.heatlens.explain.cam;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.vit.LayerCapture;

/**
 * The class activation maps that sum weighted activations over the channels.
 */
abstract class WeightedCam extends CamMethod {

	/**
	 * Weights the activations.
	 * @param capture of a batch
	 * @param options of the request
	 * @return shape (batch, patches, dim)
	 */
	abstract NDArray weighted(LayerCapture capture, MethodOptions options);

	@Override
	NDArray map(LayerCapture capture, MethodOptions options) {
		NDArray weighted = weighted(capture, options);
		return (options.smoothing() == Smoothing.EIGEN) ? PrincipalComponent.of(weighted)
				: weighted.sum(new int[] { 2 }).toType(DataType.FLOAT32, false);
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.LAYER, MethodParameter.GRADIENT, MethodParameter.SCORE, MethodParameter.SIGN,
				MethodParameter.SMOOTH_AUG, MethodParameter.SMOOTH_EIGEN);
	}

}
