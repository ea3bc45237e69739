package io.heatlens.vit.family.timm;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.ModelFamily;
import io.heatlens.vit.family.PositionInterpolation;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.transformer.PatchEmbedding;

/**
 * Takes the patch embedding of timm's Vision Transformers. The checkpoint decides which
 * of the CLS, distillation and register tokens there are, and whether patches and prefix
 * tokens have positions. Positions of another grid are resized as timm does.
 */
final class TimmEmbedding {

	private TimmEmbedding() {
	}

	/**
	 * Takes the tensors.
	 * @param config the architecture
	 * @param layers the reader of the checkpoint
	 * @param input the size of the input
	 * @param positions whether the architecture has absolute positions
	 * @return the embedding
	 * @throws InvalidModelException if a tensor is missing, if {@code in_chans} differs
	 * from the tensors, or if the positions do not belong to a square grid
	 */
	static PatchEmbedding take(TimmConfig config, LayerReader layers, InputSize input, boolean positions) {
		Checkpoint weights = layers.weights();
		long[] kernel = weights.shape("patch_embed.proj.weight", 4);
		config.checkDimension("in_chans", (int) kernel[1]);
		NDArray weight = layers.take("patch_embed.proj.weight", layers.dim(), ModelFamily.channels((int) kernel[1]),
				kernel[2], kernel[3]);
		NDArray bias = weights.has("patch_embed.proj.bias") ? layers.take("patch_embed.proj.bias", layers.dim()) : null;
		Grid grid = input.grid((int) kernel[2], (int) kernel[3]);
		NDArray prefix = prefix(layers);
		if (!positions) {
			return new PatchEmbedding(weight, bias, prefix, null, grid);
		}
		long count = weights.shape("pos_embed", 3)[1];
		int own = (int) prefix.getShape().get(1);
		Grid model = config.ownSize(input).grid((int) kernel[2], (int) kernel[3]);
		Grid trained = model;
		// The configuration does not always have no_embed_class, but the number of
		// positions tells whether prefix tokens have some.
		if (count == model.patches()) {
			own = 0;
		}
		else if (count != own + model.patches()) {
			own = (side(count - own) > 0) ? own : 0;
			trained = new Grid(side(count - own), side(count - own));
		}
		if (trained.patches() == 0) {
			throw new InvalidModelException(
					"pos_embed should have the positions of a square grid, but has %d; if the model was trained with images of another shape, set model_args.img_size to [height, width]"
						.formatted(count));
		}
		NDArray embedding = layers.take("pos_embed", 1, count, layers.dim());
		// timm resizes to the size of the model, and then to that of the image.
		NDArray sized = PositionInterpolation.ANTIALIASED.resize(embedding.get(":, " + own + ":"), trained, model);
		return new PatchEmbedding(weight, bias, (own > 0) ? prefix.add(embedding.get(":, :" + own)) : prefix,
				PositionInterpolation.ANTIALIASED.resize(sized, model, grid), grid);
	}

	private static int side(long patches) {
		int side = (int) Math.round(Math.sqrt((double) patches));
		return ((long) side * side == patches) ? side : 0;
	}

	private static NDArray prefix(LayerReader layers) {
		NDList tokens = new NDList(layers.weights().noTokens(layers.dim()));
		for (String name : List.of("cls_token", "dist_token", "reg_token")) {
			if (layers.weights().has(name)) {
				tokens.add(layers.take(name, 1, layers.weights().shape(name, 3)[1], layers.dim()));
			}
		}
		return NDArrays.concat(tokens, 1); // (1,m,d)
	}

}
