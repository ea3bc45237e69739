package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.LayerNorm;

/**
 * A pre-norm block that attends within windows (Liu et al. 2021, Swin Transformer,
 * equation 3). It differs from {@link PreNormBlock} in the layer that explanations read:
 * the output of the second LayerNorm. Tokens of another window or of a neighbouring one
 * have not yet met at the first.
 *
 * @param norm1 the LayerNorm before the attention
 * @param attention the attention within windows
 * @param norm2 the LayerNorm before the MLP
 * @param mlp the MLP, which transforms each token by itself
 */
public record WindowBlock(LayerNorm norm1, WindowAttention attention, LayerNorm norm2, Layer mlp) implements Block {

	/** Computes all tokens, which is what every model with windows reads. */
	@Override
	public NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
		NDManager manager = tokens.getManager();
		try (NDManager scope = manager.newSubManager()) {
			tokens.tempAttach(scope);
			NDArray input = hook.at(new Site(index, Site.Part.INPUT), tokens); // (b,n,d)
			NDArray normed = hook.at(new Site(index, Site.Part.NORM1), this.norm1.forward(input)); // (b,n,d)
			NDArray mixed = input.add(this.attention.forward(normed, queries, index, hook)); // (b,n,d)
			normed = hook.at(new Site(index, Site.Part.NORM2), this.norm2.forward(mixed)); // (b,n,d)
			NDArray output = mixed.add(this.mlp.forward(normed)); // (b,n,d)
			output.attach(manager);
			return hook.at(new Site(index, Site.Part.OUTPUT), output);
		}
	}

	@Override
	public WindowBlock pruned() {
		return new WindowBlock(this.norm1.pruned(), this.attention.pruned(), this.norm2.pruned(), this.mlp.pruned());
	}

	@Override
	public boolean attendsGlobally() {
		return false;
	}

	@Override
	public Site.Part defaultPart() {
		return Site.Part.NORM2;
	}

}
