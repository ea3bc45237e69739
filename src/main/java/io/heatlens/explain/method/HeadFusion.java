package io.heatlens.explain.method;

import ai.djl.ndarray.NDArray;
import io.heatlens.api.ApiEnum;

/**
 * How the heads of an attention are fused into one.
 */
public enum HeadFusion implements ApiEnum {

	/** The mean of the heads. */
	MEAN {
		@Override
		public NDArray fuse(NDArray attention) {
			return attention.mean(new int[] { 1 });
		}
	},
	/** The maximum of the heads. */
	MAX {
		@Override
		public NDArray fuse(NDArray attention) {
			return attention.max(new int[] { 1 });
		}
	},
	/** The minimum of the heads. */
	MIN {
		@Override
		public NDArray fuse(NDArray attention) {
			return attention.min(new int[] { 1 });
		}
	},
	/** One head of the last block, and the mean of the heads of the blocks before it. */
	HEAD {
		@Override
		public NDArray fuse(NDArray attention) {
			return MEAN.fuse(attention);
		}
	};

	/**
	 * Fuses the heads of a block before the last one.
	 * @param attention the attention weights, shape (batch, heads, queries, tokens)
	 * @return the fused weights, shape (batch, queries, tokens)
	 */
	public abstract NDArray fuse(NDArray attention);

}
