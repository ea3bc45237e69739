package io.heatlens.explain;

import java.util.List;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Model;
import io.heatlens.vit.Site;

/**
 * How much each pixel matters, |sum over channels of x dS/dx|: not a method by itself,
 * but what {@link Detail#PIXEL} spreads a patch's value by.
 */
final class PixelSaliency implements SinglePassMethod {

	static final String NAME = "pixel saliency";

	static final PixelSaliency METHOD = new PixelSaliency();

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
	public List<RawMap> map(Look look) {
		NDArray products = look.captures().value(Site.PIXELS).mul(look.captures().gradient(Site.PIXELS));
		NDArray covered = Patches.of(look.model()).covered(products);
		return RawMap.of(covered.sum(new int[] { 1 }).abs().flatten(1, 2));
	}

}
