package io.heatlens.explain.method;

import ai.djl.ndarray.NDArray;
import io.heatlens.api.ApiEnum;

/**
 * How the heads of an attention become one.
 */
public enum HeadFusion implements ApiEnum {

	/** Their mean. */
	MEAN {
		@Override
		public NDArray fuse(NDArray attention) {
			return attention.mean(new int[] { 1 });
		}
	},
	/** The largest of them. */
	MAX {
		@Override
		public NDArray fuse(NDArray attention) {
			return attention.max(new int[] { 1 });
		}
	},
	/** The smallest of them. */
	MIN {
		@Override
		public NDArray fuse(NDArray attention) {
			return attention.min(new int[] { 1 });
		}
	};

	/**
	 * Fuses.
	 * @param attention shape (batch, heads, queries, tokens)
	 * @return shape (batch, queries, tokens)
	 */
	public abstract NDArray fuse(NDArray attention);

}
