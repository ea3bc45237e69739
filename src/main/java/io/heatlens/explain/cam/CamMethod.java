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
 * The class activation maps: each layer's activations, with or without their gradients,
 * make one map.
 */
abstract class CamMethod implements SinglePassMethod {

	/**
	 * Computes a layer's map.
	 * @param capture of a batch
	 * @param options of the request
	 * @return the signed map, shape (batch, patches)
	 */
	abstract NDArray map(LayerCapture capture, MethodOptions options);

	@Override
	public Set<Site> sites(Model model, MethodOptions options) {
		return Set.copyOf(options.layers());
	}

	@Override
	public List<RawMap> map(CapturedBatch look) {
		List<List<RawMap>> layers = look.options().layers().stream().map((layer) -> map(look, layer)).toList();
		return IntStream.range(0, look.targets().length)
			.mapToObj((image) -> layers.stream().map((maps) -> maps.get(image)).collect(Collectors.toList()))
			.map(look.options().layersFusion()::fuse)
			.toList();
	}

	private List<RawMap> map(CapturedBatch look, Site layer) {
		LayerCapture capture = look.captures().patches(layer);
		return RawMap.of(map(capture, look.options()), capture.magnitudes());
	}

}
