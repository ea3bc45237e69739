package io.heatlens.vit.family;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.transformer.AttentionPooling;

/**
 * Creates attention pooling from the tensors of a checkpoint.
 */
public final class AttentionPools {

	private AttentionPools() {
	}

	/**
	 * Creates a pooling. Its query does not depend on the image, so that it is projected
	 * once.
	 * @param latent the query token, shape (1, 1, dim), which is closed
	 * @param query the projection of that token, which is closed
	 * @param keyValue the projections to keys and values below each other
	 * @param projection the projection of the concatenated heads
	 * @param norm the LayerNorm before the MLP
	 * @param mlp the MLP
	 * @param heads the number of heads
	 * @param readsPrefix whether it attends to the prefix tokens as well
	 * @return the pooling
	 * @throws InvalidModelException if the dimension is no multiple of the number of
	 * heads
	 */
	public static AttentionPooling of(NDArray latent, Linear query, Linear keyValue, Linear projection, LayerNorm norm,
			Mlp mlp, int heads, boolean readsPrefix) {
		long dim = latent.getShape().get(2);
		if (heads < 1 || dim % heads != 0) {
			throw new InvalidModelException(
					"%d heads of the attention pooling do not divide the dimension %d".formatted(heads, dim));
		}
		try (latent;
				NDArray asked = query.forward(latent);
				NDArray scaled = asked.div(Math.sqrt(dim / (double) heads))) {
			Linears.close(query);
			return new AttentionPooling(scaled.reshape(heads, dim / heads, 1), keyValue, projection, norm, mlp,
					readsPrefix);
		}
	}

}
