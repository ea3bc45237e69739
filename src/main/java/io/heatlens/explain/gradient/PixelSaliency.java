package io.heatlens.explain.gradient;

import java.util.List;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.CapturedBatch;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.Site;

/**
 * How much each pixel matters, |sum over channels of x dS/dx|: not a method by itself,
 * but what {@code detail=pixel} spreads a patch's value by.
 */
public final class PixelSaliency implements SinglePassMethod {

	/** The name of its maps. */
	public static final String NAME = "pixel saliency";

	/** The only instance. */
	public static final PixelSaliency METHOD = new PixelSaliency();

	private PixelSaliency() {
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String summary() {
		return "";
	}

	@Override
	public String paper() {
		return "";
	}

	@Override
	public Set<MethodParameter> parameters() {
		return Set.of(MethodParameter.GRADIENT, MethodParameter.SCORE);
	}

	@Override
	public Set<Site> sites(Model model, MethodOptions options) {
		return Set.of(Site.PIXELS);
	}

	@Override
	public List<RawMap> map(CapturedBatch look) {
		NDArray products = look.captures().value(Site.PIXELS).mul(look.captures().gradient(Site.PIXELS));
		NDArray covered = Patches.of(look.model()).covered(products);
		return RawMap.of(covered.sum(new int[] { 1 }).abs().flatten(1, 2));
	}

}
