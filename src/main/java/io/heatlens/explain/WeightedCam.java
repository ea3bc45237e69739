package io.heatlens.explain;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.heatlens.vit.Capture;

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
	abstract NDArray weighted(Capture capture, MethodOptions options);

	@Override
	NDArray map(Capture capture, MethodOptions options) {
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
