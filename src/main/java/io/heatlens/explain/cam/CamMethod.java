package io.heatlens.explain.cam;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.CapturedBatch;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.vit.LayerCapture;
import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.Site;

/**
 * Base class of the class activation maps: methods that compute one map per layer from
 * the layer's activations, with or without gradients.
 */
abstract class CamMethod implements SinglePassMethod {

	/**
	 * Computes the maps of one layer.
	 * @param capture the activations of the layer, with gradients if the method uses any
	 * @param options the options of the request
	 * @return the signed maps, shape (batch, patches)
	 */
	abstract NDArray map(LayerCapture capture, MethodOptions options);

	@Override
	public Set<Site> sites(Model model, MethodOptions options) {
		return Set.copyOf(options.layers());
	}

	@Override
	public List<RawMap> map(CapturedBatch batch) {
		List<List<RawMap>> layers = batch.options().layers().stream().map((layer) -> map(batch, layer)).toList();
		return IntStream.range(0, batch.goals().size())
			.mapToObj((image) -> layers.stream().map((maps) -> maps.get(image)).collect(Collectors.toList()))
			.map(batch.options().layersFusion()::fuse)
			.toList();
	}

	private List<RawMap> map(CapturedBatch batch, Site layer) {
		LayerCapture capture = batch.captures().patches(layer);
		return RawMap.of(capture.grid(), map(capture, batch.options()), capture.magnitudes());
	}

}
