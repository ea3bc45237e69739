package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;

/**
 * Changes the queries and the keys of each head before they are compared.
 */
public interface HeadTransform {

	/**
	 * Transforms the queries of the leading tokens.
	 * @param query the queries, shape (batch, heads, queries, size)
	 * @return the new queries, of the same shape
	 */
	NDArray query(NDArray query);

	/**
	 * Transforms the keys of all tokens.
	 * @param key the keys, shape (batch, heads, tokens, size)
	 * @return the new keys, of the same shape
	 */
	NDArray key(NDArray key);

}
