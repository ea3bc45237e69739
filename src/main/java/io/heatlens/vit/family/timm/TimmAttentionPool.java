package io.heatlens.vit.family.timm;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.AttentionPools;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.layer.Activation;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.transformer.AttentionPooling;

/**
 * Takes the attention pooling of timm's Vision Transformers, whose {@code global_pool} is
 * {@code map}.
 */
final class TimmAttentionPool {

	private TimmAttentionPool() {
	}

	/**
	 * Takes the tensors.
	 * @param layers the reader of the checkpoint
	 * @param heads the number of heads of the pooling
	 * @param activation the activation of its MLP
	 * @param readsPrefix whether it attends to the prefix tokens as well
	 * @return the pooling
	 * @throws InvalidModelException if the dimension is no multiple of the number of
	 * heads
	 */
	static AttentionPooling take(LayerReader layers, int heads, Activation activation, boolean readsPrefix) {
		int dim = layers.dim();
		Linear keyValue = layers.linear("attn_pool.kv", 2L * dim, dim);
		Linear projection = layers.linear("attn_pool.proj", dim, dim);
		LayerNorm norm = layers.norm("attn_pool.norm");
		long hidden = layers.weights().shape("attn_pool.mlp.fc1.weight", 2)[0];
		Mlp mlp = new Mlp(layers.linear("attn_pool.mlp.fc1", hidden, dim), activation,
				layers.linear("attn_pool.mlp.fc2", dim, hidden));
		return AttentionPools.of(layers.take("attn_pool.latent", 1, 1, dim), layers.linear("attn_pool.q", dim, dim),
				keyValue, projection, norm, mlp, heads, readsPrefix);
	}

}
