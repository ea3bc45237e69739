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
 * Base class of the class activation maps that sum weighted activations over the
 * channels.
 */
abstract class WeightedCam extends CamMethod {

	/**
	 * Weights the activations of one layer.
	 * @param capture the activations of the layer, with gradients if the method uses any
	 * @param options the options of the request
	 * @return the weighted activations, shape (batch, patches, dim)
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
