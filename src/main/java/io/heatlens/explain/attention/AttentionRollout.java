package io.heatlens.explain.attention;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.Captures;
import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.Site;

import org.springframework.stereotype.Component;

/**
 * Attention rollout (Abnar and Zuidema 2020, equation 1), with the choice of head fusion
 * and the dropping of the lowest attention weights from Gildenblat 2020, vit-explain.
 */
@Component
class AttentionRollout extends RolloutMethod {

	@Override
	public String name() {
		return "attention-rollout";
	}

	@Override
	public String summary() {
		return "The attention of all blocks, followed from the head down to the patches.";
	}

	@Override
	public String paper() {
		return "Abnar and Zuidema 2020, Quantifying Attention Flow in Transformers";
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.FUSION, MethodParameter.HEAD, MethodParameter.SMOOTH_AUG);
	}

	@Override
	public boolean classDiscriminative() {
		return false;
	}

	@Override
	public Set<Site> sites(Model model, MethodOptions options) {
		Set<Site> sites = super.sites(model, options);
		if (options.discard() > 0) {
			// The lowest entries are chosen among all queries, and the last block
			// computes them all only if its output is captured.
			sites.add(new Site(model.depth() - 1, Site.Part.OUTPUT));
		}
		return sites;
	}

	@Override
	NDArray fused(Captures captures, Site block, MethodOptions options) {
		NDArray fused = heads(captures, block, options); // (b,q,n)
		Shape shape = fused.getShape();
		int dropped = (int) (options.discard() * shape.get(1) * shape.get(2));
		if (dropped == 0) {
			return fused;
		}
		NDArray lowest = fused.reshape(shape.get(0), -1).topK(dropped, 1, false, false).get(0);
		NDArray threshold = lowest.max(new int[] { 1 }).reshape(-1, 1, 1); // (b,1,1)
		NDArray kept = fused.gt(threshold).toType(DataType.FLOAT32, false);
		kept.set(new NDIndex(":, :, :" + captures.model().prefixTokens()), 1);
		return fused.mul(kept);
	}

	// Heads of different blocks have nothing to do with each other, so one head is read
	// in the last block alone.
	private static NDArray heads(Captures captures, Site block, MethodOptions options) {
		NDArray attention = captures.value(block); // (b,h,q,n)
		Integer head = options.head();
		return (head != null && block.block() == captures.model().depth() - 1) ? attention.get(":, " + head)
				: options.heads().fuse(attention);
	}

}
