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
import io.heatlens.vit.transformer.Pooling;
import io.heatlens.vit.transformer.Site;

import org.springframework.stereotype.Component;

/**
 * LeGrad (Bousselham et al. 2024, equations 5 to 8): every block's tokens, pooled, are
 * read as if they were the last, and that score is differentiated with respect to the
 * block's own attention.
 */
@Component
class LeGrad implements SinglePassMethod {

	@Override
	public String name() {
		return "legrad";
	}

	@Override
	public String summary() {
		return "How much the attention to a patch would raise the score, in every block by itself.";
	}

	@Override
	public String paper() {
		return "Bousselham et al. 2024, LeGrad: An Explainability Method for Vision Transformers via Feature Formation Sensitivity";
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.GRADIENT, MethodParameter.SCORE, MethodParameter.SIGN,
				MethodParameter.SMOOTH_AUG);
	}

	@Override
	public Optional<Incompatibility> objection(Model model) {
		return (model.pooling() == Pooling.CLS) ? Optional.empty() : Optional
			.of(new Incompatibility("it is defined for heads that read the CLS token alone", "generic-attention"));
	}

	@Override
	public Set<Site> sites(Model model, MethodOptions options) {
		return Set.of();
	}

	@Override
	public List<RawMap> map(CapturedBatch look) {
		try (LayerwisePass pass = look.session().layerwise(look.pixels(), look.options().gradient())) {
			List<float[][]> vectors = pass.logits().stream().map((logits) -> vectors(look, logits)).toList();
			NDArray sum = pass.differentiate(vectors)
				.stream()
				.map((gradient) -> gradient.maximum(0).mean(new int[] { 1 }).mean(new int[] { 1 })) // (b,n)
				.reduce(NDArray::add)
				.orElseThrow();
			NDArray mean = sum.div(vectors.size());
			return RawMap.of(mean.get(":, " + look.model().prefixTokens() + ":"));
		}
	}

	private float[][] vectors(CapturedBatch look, float[][] logits) {
		return IntStream.range(0, logits.length)
			.mapToObj((image) -> scalar(look.options()).gradient(logits[image], look.targets()[image]))
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
