package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.LayerNorm;

/**
 * A block that normalises what the attention and the MLP add to the tokens (Liu et al.
 * 2022, Swin Transformer V2, figure 1).
 *
 * @param attention the attention, which mixes the tokens
 * @param norm1 the LayerNorm after the attention
 * @param mlp the MLP, which transforms each token by itself
 * @param norm2 the LayerNorm after the MLP
 */
public record PostNormBlock(Attention attention, LayerNorm norm1, Layer mlp, LayerNorm norm2) implements Block {

	@Override
	public NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
		NDManager manager = tokens.getManager();
		try (NDManager scope = manager.newSubManager()) {
			tokens.tempAttach(scope);
			NDArray input = hook.at(new Site(index, Site.Part.INPUT), tokens); // (b,n,d)
			NDArray mixed = this.norm1.forward(this.attention.forward(input, queries, index, hook)); // (b,q,d)
			mixed = VisionTransformer.first(input, queries).add(mixed);
			NDArray output = mixed.add(this.norm2.forward(this.mlp.forward(mixed))); // (b,q,d)
			output.attach(manager);
			return hook.at(new Site(index, Site.Part.OUTPUT), output);
		}
	}

	@Override
	public PostNormBlock pruned() {
		return new PostNormBlock(this.attention.pruned(), this.norm1.pruned(), this.mlp.pruned(), this.norm2.pruned());
	}

	@Override
	public boolean attendsGlobally() {
		return this.attention.global();
	}

	@Override
	public Site.Part defaultPart() {
		return Site.Part.OUTPUT;
	}

}
