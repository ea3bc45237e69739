package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.layer.LayerNorm;

/**
 * Normalises the queries and the keys of each head (Dehghani et al. 2023, section 2).
 *
 * @param query the LayerNorm of the queries, shape (size), which also divides them by the
 * square root of the head size
 * @param key the LayerNorm of the keys, shape (size)
 */
public record HeadNorm(LayerNorm query, LayerNorm key) implements HeadTransform {

	@Override
	public NDArray query(NDArray query) {
		return this.query.forward(query);
	}

	@Override
	public NDArray key(NDArray key) {
		return this.key.forward(key);
	}

}
