package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.LayerNorm;

/**
 * A pre-norm block (Dosovitskiy et al. 2021, equations 2 and 3). Layer scale has been
 * folded into the projection of the attention and into the second layer of the MLP.
 *
 * @param norm1 the LayerNorm before the attention
 * @param attention the attention, which mixes the tokens
 * @param norm2 the LayerNorm before the MLP
 * @param mlp the MLP, which transforms each token by itself
 */
public record PreNormBlock(LayerNorm norm1, Attention attention, LayerNorm norm2, Layer mlp) implements Block {

	@Override
	public NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
		NDManager manager = tokens.getManager();
		try (NDManager scope = manager.newSubManager()) {
			tokens.tempAttach(scope);
			NDArray input = hook.at(new Site(index, Site.Part.INPUT), tokens); // (b,n,d)
			NDArray normed = this.norm1.forward(input); // (b,n,d)
			normed = hook.at(new Site(index, Site.Part.NORM1), normed);
			NDArray mixed = this.attention.forward(normed, queries, index, hook); // (b,q,d)
			mixed = VisionTransformer.first(input, queries).add(mixed);
			normed = hook.at(new Site(index, Site.Part.NORM2), this.norm2.forward(mixed)); // (b,q,d)
			NDArray output = mixed.add(this.mlp.forward(normed)); // (b,q,d)
			output.attach(manager);
			return hook.at(new Site(index, Site.Part.OUTPUT), output);
		}
	}

	@Override
	public PreNormBlock pruned() {
		return new PreNormBlock(this.norm1.pruned(), this.attention.pruned(), this.norm2.pruned(), this.mlp.pruned());
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
