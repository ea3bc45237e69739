package io.heatlens.explain;

import java.util.List;
import java.util.Locale;

import io.heatlens.explain.method.Baseline;
import io.heatlens.explain.method.HeadFusion;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.Model;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import tools.jackson.databind.JsonNode;

/**
 * One expected map.
 *
 * @param model the folder of the model
 * @param json the request for the map, in the words of the API
 */
record GoldenCase(String model, JsonNode json) {

	ExplanationRequest request(Methods methods, Model asked) {
		return ExplanationRequest.of(methods.get(this.json.path("method").asString()),
				new Target.Classes(List.of(this.json.path("class").asInt())), options(asked));
	}

	private MethodOptions options(Model asked) {
		MethodOptions defaults = MethodOptions.of(asked);
		List<Site> layers = this.json.path("layer").isString() ? List.of(asked.site(this.json.path("layer").asString()))
				: defaults.layers();
		return new MethodOptions(layers, defaults.layersFusion(),
				BackwardRule.valueOf(this.json.path("gradient").asString("plain").toUpperCase(Locale.ROOT)),
				defaults.score(), defaults.smoothing(),
				HeadFusion.valueOf(this.json.path("fusion").asString("mean").toUpperCase(Locale.ROOT)), null, 0,
				this.json.path("steps").asInt(MethodOptions.STEPS), Baseline.MEAN, null, 0, null);
	}

	@Override
	public String toString() {
		return "%s %s %s %s".formatted(this.model, this.json.path("method").asString(),
				this.json.path("layer").asString(""), this.json.path("gradient").asString(""));
	}

}
