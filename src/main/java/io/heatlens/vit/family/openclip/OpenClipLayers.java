package io.heatlens.vit.family.openclip;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.transformer.Attention;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.HeadProjection;
import io.heatlens.vit.transformer.PreNormBlock;

/**
 * Takes what the two towers of open_clip have in common.
 *
 * @param settings the settings of the tower
 * @param layers the reader of its tensors
 */
record OpenClipLayers(OpenClipSettings settings, LayerReader layers) {

	/**
	 * Takes the blocks, which are called residual blocks.
	 * @param heads the number of attention heads
	 * @param attention creates the attention from the projection to queries, keys and
	 * values, and the projection of the concatenated heads
	 * @return the blocks
	 */
	List<Block> blocks(int heads, BiFunction<HeadProjection, Linear, Attention> attention) {
		return IntStream.range(0, this.settings.depth())
			.mapToObj((i) -> block("transformer.resblocks." + i, heads, attention))
			.toList();
	}

	private Block block(String name, int heads, BiFunction<HeadProjection, Linear, Attention> attention) {
		int dim = this.layers.dim();
		int hidden = this.settings.hidden(dim);
		Linear qkv = new Linear(this.layers.take(name + ".attn.in_proj_weight", 3L * dim, dim),
				this.layers.take(name + ".attn.in_proj_bias", 3L * dim));
		Linear mixed = this.layers.linear(name + ".attn.out_proj", dim, dim);
		Linear fc2 = this.layers.linear(name + ".mlp.c_proj", dim, hidden);
		if (this.settings.json().hasNonNull("ls_init_value")) {
			mixed = this.layers.scaled(mixed, name + ".ls_1.gamma");
			fc2 = this.layers.scaled(fc2, name + ".ls_2.gamma");
		}
		return new PreNormBlock(this.layers.norm(name + ".ln_1"), attention.apply(this.layers.heads(qkv, heads), mixed),
				this.layers.norm(name + ".ln_2"), new Mlp(this.layers.linear(name + ".mlp.c_fc", hidden, dim),
						this.layers.activation(this.settings.activation()), fc2));
	}

	/**
	 * Takes a projection that is a matrix and no linear layer, so that its inputs are the
	 * rows.
	 * @param name the name of the matrix
	 * @param out the number of outputs
	 * @return the projection
	 */
	Linear matrix(String name, int out) {
		try (NDArray matrix = this.layers.take(name, this.layers.dim(), out); NDArray view = matrix.transpose()) {
			return new Linear(view.duplicate(), null);
		}
	}

}
