package io.heatlens.request;

import java.util.List;

import io.heatlens.explain.method.Baseline;
import io.heatlens.explain.method.HeadFusion;
import io.heatlens.explain.method.LayersFusion;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.RequestedScore;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.vit.Model;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options of the methods.
 *
 * @param parameters the parameters that were sent
 * @param model the model to explain
 */
record MethodReader(Parameters parameters, Model model) {

	/**
	 * Reads the options, whether or not one of the methods uses them.
	 * @return the options
	 * @throws BadParameterException if a parameter has a value that it does not take
	 * @throws io.heatlens.vit.transformer.UnknownLayerException if the model has no such
	 * layer
	 * @throws io.heatlens.vit.classes.UnknownClassException if the model has no such
	 * class
	 */
	MethodOptions read() {
		return new MethodOptions(layers(), this.parameters.choice(ApiParameter.LAYERS_FUSION, LayersFusion.MEAN),
				this.parameters.choice(ApiParameter.GRADIENT, BackwardRule.PLAIN), score(),
				this.parameters.choice(ApiParameter.SMOOTH, Smoothing.NONE),
				this.parameters.choice(ApiParameter.FUSION, HeadFusion.MEAN), head(),
				this.parameters.share(ApiParameter.DISCARD, 0),
				this.parameters.number(ApiParameter.STEPS, MethodOptions.STEPS, 1, 200),
				this.parameters.choice(ApiParameter.BASELINE, Baseline.MEAN),
				this.parameters.number(ApiParameter.SAMPLES, 1, 10_000),
				this.parameters.number(ApiParameter.SEED, 0, 0, 999_999_999), weightsWindow());
	}

	private List<Site> layers() {
		List<String> names = this.parameters.all(ApiParameter.LAYER);
		if (names.stream().anyMatch(String::isBlank)) {
			throw BadParameterException.value(ApiParameter.LAYER, "", "the name of a layer, such as blocks[-1].norm1");
		}
		List<Site> layers = names.stream().map(this.model::site).distinct().toList();
		if (layers.size() < 2 && this.parameters.has(ApiParameter.LAYERS_FUSION)) {
			throw new BadParameterException(
					"The parameter \"layers-fusion\" needs several layers, such as layer=blocks[-1].norm1&layer=blocks[-2].norm1.");
		}
		return layers.isEmpty() ? List.of(this.model.defaultSite()) : layers;
	}

	private RequestedScore score() {
		Score kind = this.parameters.choice(ApiParameter.SCORE, Score.LOGIT);
		String against = this.parameters.one(ApiParameter.AGAINST);
		if ((kind == Score.MARGIN) != (against != null)) {
			throw new BadParameterException(
					"\"score=margin\" needs \"against\", the class to compare the target with, and no other score takes it.");
		}
		if (kind.needsProbabilities() && !this.model.problemType().hasProbabilities()) {
			throw new BadParameterException(
					"The model \"%s\" %s, so it has no probabilities. Leave \"score\" out, or set score=logit, to explain the output itself."
						.formatted(this.model.name(), this.model.problemType().whyNoProbabilities()));
		}
		return new RequestedScore(kind, (against != null) ? this.model.labels().find(against) : null,
				this.parameters.choice(ApiParameter.SIGN, Sign.POSITIVE), this.model.problemType());
	}

	private @Nullable Integer head() {
		Integer head = this.parameters.number(ApiParameter.HEAD, 0, this.model.heads() - 1);
		if ((this.parameters.choice(ApiParameter.FUSION, HeadFusion.MEAN) == HeadFusion.HEAD) != (head != null)) {
			throw new BadParameterException(
					"\"fusion=head\" needs \"head\", the head to read in the last block (0 to %d), and no other fusion takes it."
						.formatted(this.model.heads() - 1));
		}
		return head;
	}

	private @Nullable Integer weightsWindow() {
		Integer window = this.parameters.number(ApiParameter.WEIGHTS_WINDOW, 1, 9999);
		if (window != null && window % 2 == 0) {
			throw BadParameterException.value(ApiParameter.WEIGHTS_WINDOW, String.valueOf(window), "an odd number");
		}
		return window;
	}

}
