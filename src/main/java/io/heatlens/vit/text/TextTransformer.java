package io.heatlens.vit.text;

import java.util.Arrays;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.transformer.Attention;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.ForwardHook;
import io.heatlens.vit.transformer.HeadProjection;
import io.heatlens.vit.transformer.MultiHeadAttention;
import io.heatlens.vit.transformer.RelativeAttention;
import org.jspecify.annotations.Nullable;

/**
 * The text tower of CLIP (Radford et al. 2021, section 2.4) and SigLIP (Zhai et al. 2023)
 * as weights and functions. In the comments on shapes, b is the number of texts, n that
 * of tokens and d the embedding dimension.
 *
 * @param embedding the embedding of each token, shape (vocabulary, dim)
 * @param positions the embedding of each position, shape (context, dim)
 * @param blocks the blocks of the encoder
 * @param norm the LayerNorm after the last block
 * @param pooling which token stands for the text
 * @param projection the projection to the space of the images, or null
 */
public record TextTransformer(NDArray embedding, NDArray positions, List<Block> blocks, LayerNorm norm,
		TextPooling pooling, @Nullable Linear projection) {

	/**
	 * Computes the vectors of texts.
	 * @param ids the ids of the tokens of each text, padded to the same number, which is
	 * at most the number of positions; each below the size of the vocabulary
	 * @param manager the manager that owns every array that is computed
	 * @return the vectors as the model defines them, of any length, shape (texts, dim)
	 */
	public NDArray forward(long[][] ids, NDManager manager) {
		int count = ids[0].length;
		NDArray positions = this.positions.get(":" + count);
		positions.attach(manager);
		NDArray tokens = Embedding.embedding(manager.create(ids), this.embedding, SparseFormat.DENSE)
			.singletonOrThrow()
			.add(positions); // (b,n,d)
		for (int i = 0; i < this.blocks.size(); i++) {
			tokens = this.blocks.get(i).forward(tokens, count, i, ForwardHook.NONE);
		}
		NDArray pooled = this.norm.forward(pool(tokens, ids)); // (b,d)
		return (this.projection != null) ? this.projection.forward(pooled) : pooled;
	}

	// The LayerNorm treats each token by itself, so it may follow the pooling.
	private NDArray pool(NDArray tokens, long[][] ids) {
		Shape shape = tokens.getShape();
		long[] rows = new long[ids.length];
		Arrays.setAll(rows, (i) -> i * shape.get(1) + this.pooling.position(ids[i]));
		NDArray flat = tokens.reshape(shape.get(0) * shape.get(1), shape.get(2));
		return flat.get(new NDIndex("{}", tokens.getManager().create(rows)));
	}

	/** The number of tokens that a text can have. */
	public int context() {
		return Math.toIntExact(this.positions.getShape().get(0));
	}

	/** The number of different tokens. */
	public int vocabulary() {
		return Math.toIntExact(this.embedding.getShape().get(0));
	}

	/**
	 * Creates the bias of the scores that hides the tokens after each token.
	 * @param manager the manager that owns the bias
	 * @param context the number of tokens that a text can have
	 * @return 0 for pairs whose key is not after the query and minus infinity for others,
	 * shape (1, 1, context, context)
	 */
	public static NDArray causalMask(NDManager manager, int context) {
		float[] mask = new float[context * context];
		for (int query = 0; query < context; query++) {
			Arrays.fill(mask, query * context + query + 1, (query + 1) * context, Float.NEGATIVE_INFINITY);
		}
		return manager.create(mask, new Shape(1, 1, context, context));
	}

	/**
	 * Creates the attention of a block.
	 * @param qkv the projection to queries, keys and values
	 * @param mask the causal mask, or null if every token attends to every token
	 * @param projection the projection of the concatenated heads
	 * @return the attention
	 */
	public static Attention attention(HeadProjection qkv, @Nullable NDArray mask, Layer projection) {
		return (mask != null) ? new RelativeAttention(qkv, mask, projection) : new MultiHeadAttention(qkv, projection);
	}

}
