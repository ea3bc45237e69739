package io.heatlens.explain.method;

import java.util.List;

import io.heatlens.vit.Model;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import org.jspecify.annotations.Nullable;

/**
 * The options of the methods of a request.
 *
 * @param layers the layers that the methods read, one or more
 * @param layersFusion how the maps of several layers are fused into one
 * @param gradient what the backward pass treats as constant
 * @param score the score to explain
 * @param smoothing how the map is made less noisy
 * @param heads how attention heads are fused into one
 * @param head the index of the head that is read in the last block, from 0; {@code null}
 * unless {@code heads} is {@link HeadFusion#HEAD}
 * @param discard the share of the lowest fused attention that is dropped, 0 to 1
 * @param steps the number of steps of an integral, 1 or more
 * @param baseline the image where the path of an integral begins
 * @param samples the number of samples to draw, 1 or more; {@code null} for the method's
 * own number
 * @param seed the seed of random numbers
 * @param weightsWindow the odd width, in patches, of the window over which gradients are
 * averaged to channel weights; {@code null} for the whole grid
 */
public record MethodOptions(List<Site> layers, LayersFusion layersFusion, BackwardRule gradient, RequestedScore score,
		Smoothing smoothing, HeadFusion heads, @Nullable Integer head, double discard, int steps, Baseline baseline,
		@Nullable Integer samples, long seed, @Nullable Integer weightsWindow) {

	/** The number of steps of an integral if a request names none. */
	public static final int STEPS = 20;

	public MethodOptions {
		layers = List.copyOf(layers);
		if (samples != null && samples < 1) {
			throw new IllegalArgumentException("samples should be 1 or more, but is " + samples);
		}
		if (weightsWindow != null && (weightsWindow < 1 || weightsWindow % 2 == 0)) {
			throw new IllegalArgumentException("weightsWindow should be an odd number, but is " + weightsWindow);
		}
	}

	/**
	 * The options of a request that names none.
	 * @param model the model to explain
	 * @return the defaults
	 */
	public static MethodOptions of(Model model) {
		return new MethodOptions(List.of(model.defaultSite()), LayersFusion.MEAN, BackwardRule.PLAIN,
				RequestedScore.logit(model.problemType()), Smoothing.NONE, HeadFusion.MEAN, null, 0, STEPS,
				Baseline.MEAN, null, 0, null);
	}

	public MethodOptions withLayers(List<Site> layers) {
		return new MethodOptions(layers, this.layersFusion, this.gradient, this.score, this.smoothing, this.heads,
				this.head, this.discard, this.steps, this.baseline, this.samples, this.seed, this.weightsWindow);
	}

	public MethodOptions withGradient(BackwardRule gradient) {
		return new MethodOptions(this.layers, this.layersFusion, gradient, this.score, this.smoothing, this.heads,
				this.head, this.discard, this.steps, this.baseline, this.samples, this.seed, this.weightsWindow);
	}

	public MethodOptions withScore(RequestedScore score) {
		return new MethodOptions(this.layers, this.layersFusion, this.gradient, score, this.smoothing, this.heads,
				this.head, this.discard, this.steps, this.baseline, this.samples, this.seed, this.weightsWindow);
	}

	/**
	 * The number of samples to draw.
	 * @param otherwise the method's own number
	 * @return 1 or more
	 */
	public int samples(int otherwise) {
		return (this.samples != null) ? this.samples : otherwise;
	}

}
