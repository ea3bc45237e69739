package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.Closeness;
import io.heatlens.GoldenModelTest;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.Captures;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.LayerwisePass;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.TokenPooling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The fast implementations of the attention methods against the direct ones.
 */
@GoldenModelTest
class AttentionMethodTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Engine engine;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Methods methods;

	static List<String> names() {
		return Golden.models();
	}

	@ParameterizedTest
	@MethodSource("names")
	void genericAttentionEqualsTheFullProduct(String name) {
		Model model = this.models.get(name);
		float[] raw = Maps.raw(this.explainer, model, Golden.image(name, 0), ExplanationRequest
			.of(this.methods.get("generic-attention"), new Target.Classes(List.of(1)), MethodOptions.of(model)));
		try (EngineTicket ticket = this.engine.enter(Maps.NO_DEADLINE)) {
			assertThat(Closeness.relativeError(raw, ticket.run(() -> fullProduct(model, name)))).isLessThan(1e-4);
		}
	}

	private float[] fullProduct(Model model, String name) {
		List<Site> sites = new ArrayList<>(Site.attention(model.depth()));
		// every token as a query
		sites.add(new Site(model.depth() - 1, Site.Part.OUTPUT));
		try (ModelSession session = model.open(this.engine.listener());
				ForwardPass pass = session.record(
						session.stack(List.of(session.model().prepare(Golden.image(name, 0)))), Set.copyOf(sites),
						Set.copyOf(Site.attention(model.depth())), BackwardRule.PLAIN)) {
			float[][] vectors = new float[1][model.labels().names().size()];
			vectors[0][1] = 1;
			try (Captures captures = pass.differentiate(vectors)) {
				int tokens = model.prefixTokens() + model.grid().patches();
				double[][] relevance = identity(tokens);
				for (Site site : Site.attention(model.depth())) {
					NDArray fused = captures.value(site).mul(captures.gradient(site)).maximum(0).mean(new int[] { 1 });
					relevance = plusProduct(relevance, fused.toFloatArray());
				}
				return read(model, relevance);
			}
		}
	}

	private static double[][] identity(int size) {
		double[][] identity = new double[size][size];
		for (int i = 0; i < size; i++) {
			identity[i][i] = 1;
		}
		return identity;
	}

	// R + A R
	private static double[][] plusProduct(double[][] relevance, float[] attention) {
		int size = relevance.length;
		double[][] next = new double[size][];
		for (int row = 0; row < size; row++) {
			next[row] = relevance[row].clone();
			for (int through = 0; through < size; through++) {
				for (int column = 0; column < size; column++) {
					next[row][column] += attention[row * size + through] * relevance[through][column];
				}
			}
		}
		return next;
	}

	private static float[] read(Model model, double[][] relevance) {
		float[] shares = ((TokenPooling) model.pooling()).shares(model.prefixTokens(), model.grid().patches());
		float[] map = new float[model.grid().patches()];
		for (int patch = 0; patch < map.length; patch++) {
			double sum = 0;
			for (int token = 0; token < shares.length; token++) {
				sum += shares[token] * relevance[token][model.prefixTokens() + patch];
			}
			map[patch] = (float) sum;
		}
		return map;
	}

	@Test
	void legradInOneBackwardPassEqualsOneBackwardPassPerBlock() {
		Model model = this.models.get("timm-vit");
		try (EngineTicket ticket = this.engine.enter(Maps.NO_DEADLINE);
				ModelSession session = model.open(this.engine.listener())) {
			ticket.run(() -> {
				LayerwisePass pass = session.layerwise(
						session.stack(List.of(session.model().prepare(Golden.image("timm-vit", 0)))),
						BackwardRule.PLAIN);
				List<NDArray> together = pass.differentiate(vectors(model, -1));
				for (int block = 0; block < model.depth(); block++) {
					NDArray alone = pass.differentiate(vectors(model, block)).get(block);
					assertThat(together.get(block).sub(alone).abs().max().getFloat())
						.isLessThanOrEqualTo(1e-6f * alone.abs().max().getFloat());
					assertThat(alone.abs().max().getFloat()).isPositive();
				}
				return model;
			});
		}
	}

	private static List<float[][]> vectors(Model model, int only) {
		List<float[][]> vectors = new ArrayList<>();
		for (int block = 0; block < model.depth(); block++) {
			float[][] vector = new float[1][model.labels().names().size()];
			vector[0][2] = (only < 0 || only == block) ? 1 : 0;
			vectors.add(vector);
		}
		return vectors;
	}

}
