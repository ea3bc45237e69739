package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.LayerNorm;

/**
 * A block whose attention and MLP read the same normalised tokens (Dehghani et al. 2023,
 * section 2). Layer scale has been folded into the last layer of both.
 *
 * @param norm1 the LayerNorm before the attention and the MLP
 * @param attention the attention, which mixes the tokens
 * @param mlp the MLP, which transforms each token by itself
 */
public record ParallelBlock(LayerNorm norm1, Attention attention, Layer mlp) implements Block {

	@Override
	public NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
		NDManager manager = tokens.getManager();
		try (NDManager scope = manager.newSubManager()) {
			tokens.tempAttach(scope);
			NDArray input = hook.at(new Site(index, Site.Part.INPUT), tokens); // (b,n,d)
			NDArray normed = this.norm1.forward(input); // (b,n,d)
			normed = hook.at(new Site(index, Site.Part.NORM1), normed);
			NDArray mixed = this.attention.forward(normed, queries, index, hook); // (b,q,d)
			NDArray output = VisionTransformer.first(input, queries)
				.add(mixed)
				.add(this.mlp.forward(VisionTransformer.first(normed, queries))); // (b,q,d)
			output.attach(manager);
			return hook.at(new Site(index, Site.Part.OUTPUT), output);
		}
	}

	@Override
	public ParallelBlock pruned() {
		return new ParallelBlock(this.norm1.pruned(), this.attention.pruned(), this.mlp.pruned());
	}

	@Override
	public boolean attendsGlobally() {
		return this.attention.global();
	}

	@Override
	public Site.Part defaultPart() {
		return Site.Part.NORM1;
	}

}
