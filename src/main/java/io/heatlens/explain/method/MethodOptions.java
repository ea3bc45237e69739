package io.heatlens.explain.method;

import java.util.List;

import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.BackwardRule;
import io.heatlens.vit.transformer.Site;

/**
 * What the methods of a request are told.
 *
 * @param layers where to look, one or more
 * @param layersFusion how the maps of several layers become one
 * @param gradient what the backward pass goes through
 * @param objective what is explained
 * @param smoothing of the map
 * @param heads how attention heads are fused
 * @param discard share of the lowest fused attention that is dropped, 0 to 1
 * @param steps of an integral, 1 or more
 * @param samples that are drawn, or 0 for the method's own number
 * @param seed of random numbers
 * @param weightsWindow odd width in patches over which gradients are averaged to channel
 * weights, or 0 for the whole grid
 */
public record MethodOptions(List<Site> layers, LayersFusion layersFusion, BackwardRule gradient, Objective objective,
		Smoothing smoothing, HeadFusion heads, double discard, int steps, int samples, long seed, int weightsWindow) {

	/** Steps of an integral where none are asked for. */
	public static final int STEPS = 20;

	public MethodOptions {
		layers = List.copyOf(layers);
	}

	/**
	 * What a request means that says nothing.
	 * @param model that is asked
	 * @return the defaults
	 */
	public static MethodOptions of(Model model) {
		return new MethodOptions(List.of(model.defaultSite()), LayersFusion.MEAN, BackwardRule.PLAIN,
				new Objective(Score.LOGIT, -1, false, model.multiLabel()), Smoothing.NONE, HeadFusion.MEAN, 0, STEPS, 0,
				0, 0);
	}

	public MethodOptions withLayers(List<Site> layers) {
		return new MethodOptions(layers, this.layersFusion, this.gradient, this.objective, this.smoothing, this.heads,
				this.discard, this.steps, this.samples, this.seed, this.weightsWindow);
	}

	public MethodOptions withGradient(BackwardRule gradient) {
		return new MethodOptions(this.layers, this.layersFusion, gradient, this.objective, this.smoothing, this.heads,
				this.discard, this.steps, this.samples, this.seed, this.weightsWindow);
	}

	public MethodOptions withObjective(Objective objective) {
		return new MethodOptions(this.layers, this.layersFusion, this.gradient, objective, this.smoothing, this.heads,
				this.discard, this.steps, this.samples, this.seed, this.weightsWindow);
	}

	public ScoreFunction scalar() {
		return this.objective.scalar();
	}

	public int samples(int otherwise) {
		return (this.samples > 0) ? this.samples : otherwise;
	}

}
