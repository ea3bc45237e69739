package io.heatlens.explain.attention;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.CapturedBatch;
import io.heatlens.explain.method.Incompatibility;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Passes;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.vit.LayerwisePass;
import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.TokenPooling;

import org.springframework.stereotype.Component;

/**
 * LeGrad (Bousselham et al. 2024, equations 5 to 8): the mean of each block's output
 * tokens is given to the head as if the block were the last, and the score that results
 * is differentiated with respect to the block's own attention.
 */
@Component
class LeGrad implements SinglePassMethod {

	@Override
	public String name() {
		return "legrad";
	}

	@Override
	public String summary() {
		return "How strongly the score would rise with more attention to a patch, separately in every block.";
	}

	@Override
	public String paper() {
		return "Bousselham et al. 2024, LeGrad: An Explainability Method for Vision Transformers via Feature Formation Sensitivity";
	}

	@Override
	public boolean linear() {
		return true;
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.GRADIENT, MethodParameter.SCORE, MethodParameter.SIGN,
				MethodParameter.SMOOTH_AUG);
	}

	@Override
	public Optional<Incompatibility> incompatibility(Model model) {
		if (!model.attendsGlobally()) {
			return Optional.of(new Incompatibility(
					"it reads the attention of all tokens in each block, and this model attends within windows or with negative weights",
					"grad-cam"));
		}
		return (model.pooling() == TokenPooling.CLS) ? Optional.empty()
				: Optional.of(new Incompatibility("it is defined only for models whose head reads the CLS token alone",
						"generic-attention"));
	}

	@Override
	public Set<Site> sites(Model model, MethodOptions options) {
		return Set.of();
	}

	@Override
	public List<RawMap> map(CapturedBatch batch) {
		try (LayerwisePass pass = batch.session().layerwise(batch.pixels(), batch.options().gradient())) {
			List<float[][]> vectors = pass.outputs().stream().map((outputs) -> vectors(batch, outputs)).toList();
			NDArray sum = pass.differentiate(vectors)
				.stream()
				.map((gradient) -> gradient.maximum(0).mean(new int[] { 1 }).mean(new int[] { 1 })) // (b,n)
				.reduce(NDArray::add)
				.orElseThrow();
			NDArray mean = sum.div(vectors.size());
			return RawMap.of(batch.model().grid(), mean.get(":, " + batch.model().prefixTokens() + ":"));
		}
	}

	private float[][] vectors(CapturedBatch batch, float[][] outputs) {
		return IntStream.range(0, outputs.length)
			.mapToObj((image) -> batch.goals().get(image).gradient(score(batch.options()), outputs[image]))
			.toArray(float[][]::new);
	}

	@Override
	public String cost() {
		return "2 forward + 1 backward";
	}

	@Override
	public Passes passes(Model model, MethodOptions options, int targets) {
		return new Passes(targets, targets);
	}

}
