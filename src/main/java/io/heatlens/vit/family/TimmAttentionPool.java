package io.heatlens.vit.family;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.transformer.AttentionPooling;
import io.heatlens.vit.transformer.Linear;
import io.heatlens.vit.transformer.Mlp;

/**
 * Reads the attention pooling of timm, {@code AttentionPoolLatent}.
 */
final class TimmAttentionPool {

	private TimmAttentionPool() {
	}

	/**
	 * Takes the pooling.
	 * @param layers the reader of the checkpoint
	 * @param heads the number of heads
	 * @param activation the name of the activation of the MLP
	 * @param readsPrefix whether the pooling reads the prefix tokens as well
	 * @return the pooling
	 * @throws InvalidModelException if the dimension is no multiple of the number of
	 * heads
	 */
	static AttentionPooling read(LayerReader layers, int heads, String activation, boolean readsPrefix) {
		int dim = layers.dim();
		if (heads < 1 || dim % heads != 0) {
			throw new InvalidModelException("%d heads do not divide the dimension %d".formatted(heads, dim));
		}
		Linear keyValue = layers.linear("attn_pool.kv", 2L * dim, dim, layers.weights().has("attn_pool.kv.bias"));
		long hidden = layers.weights().shape("attn_pool.mlp.fc1.weight", 2)[0];
		Mlp mlp = new Mlp(layers.linear("attn_pool.mlp.fc1", hidden, dim), layers.activation(activation),
				layers.linear("attn_pool.mlp.fc2", dim, hidden));
		return new AttentionPooling(query(layers, heads), keyValue, layers.linear("attn_pool.proj", dim, dim),
				layers.norm("attn_pool.norm"), mlp, readsPrefix);
	}

	// The query is the same for all images, so it is projected here.
	private static NDArray query(LayerReader layers, int heads) {
		int dim = layers.dim();
		int size = dim / heads;
		Linear projection = layers.linear("attn_pool.q", dim, dim, layers.weights().has("attn_pool.q.bias"));
		try (NDArray latent = layers.take("attn_pool.latent", 1, 1, dim);
				NDArray projected = projection.forward(latent);
				NDArray divided = projected.reshape(heads, size, 1)) {
			LayerReader.close(projection);
			return divided.mul((float) Math.sqrt(1.0 / size));
		}
	}

}
