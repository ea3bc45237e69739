package io.heatlens.explain;

import java.nio.file.Path;
import java.util.List;

import io.heatlens.Closeness;
import io.heatlens.GoldenModelTest;
import io.heatlens.explain.method.Baseline;
import io.heatlens.explain.method.HeadFusion;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The baselines of integrated gradients and the heads of attention rollout against what
 * torch computes: see {@code baselines/make.py}.
 */
@GoldenModelTest
class BaselineTests {

	private static final JsonNode EXPECTED = JsonMapper.shared()
		.readTree(Path.of("src/test/resources/baselines/expected.json"));

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Methods methods;

	@ParameterizedTest
	@EnumSource
	void integratedGradientsStartAtTheBaseline(Baseline baseline) {
		MethodOptions defaults = options();
		MethodOptions options = new MethodOptions(defaults.layers(), defaults.layersFusion(), defaults.gradient(),
				defaults.score(), defaults.smoothing(), defaults.heads(), null, 0, 20, baseline, null, 0, null);
		assertClose("integrated-gradients", options, EXPECTED.path(baseline.apiName()));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3 })
	void attentionRolloutReadsOneHeadOfTheLastBlock(int head) {
		MethodOptions defaults = options();
		MethodOptions options = new MethodOptions(defaults.layers(), defaults.layersFusion(), defaults.gradient(),
				defaults.score(), defaults.smoothing(), HeadFusion.HEAD, head, 0, 20, Baseline.MEAN, null, 0, null);
		assertClose("attention-rollout", options, EXPECTED.path("heads").get(head));
	}

	private MethodOptions options() {
		return MethodOptions.of(this.models.get("timm-vit"));
	}

	private void assertClose(String method, MethodOptions options, JsonNode expected) {
		Model model = this.models.get("timm-vit");
		float[] map = Maps.raw(this.explainer, model, Golden.image("timm-vit", 0),
				ExplanationRequest.of(this.methods.get(method), new Target.Classes(List.of(9)), options));
		float[] values = new float[map.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = expected.get(i).floatValue();
		}
		assertThat(Closeness.relativeError(map, values)).isLessThan(1e-4);
	}

}
