package io.heatlens.vit;

import ai.djl.ndarray.NDArray;

/**
 * Which tokens a head reads, and how it makes one vector of them.
 */
enum Pooling {

	/** The CLS token. */
	CLS {
		@Override
		NDArray apply(NDArray tokens, int prefixTokens) {
			return tokens.get(":, 0"); // (b, d)
		}

		@Override
		long reads(long tokens) {
			return 1;
		}
	},

	/**
	 * CLS and distillation token, concatenated: two heads averaged are one head on both.
	 */
	CLS_AND_DISTILLATION {
		@Override
		NDArray apply(NDArray tokens, int prefixTokens) {
			return tokens.get(":, :2").flatten(1, 2); // (b, 2d)
		}

		@Override
		long reads(long tokens) {
			return 2;
		}
	},

	/** The mean of the patch tokens. */
	PATCH_MEAN {
		@Override
		NDArray apply(NDArray tokens, int prefixTokens) {
			NDArray patches = tokens.get(":, " + prefixTokens + ":"); // (b, p, d)
			return patches.mean(new int[] { 1 }); // (b, d)
		}
	},

	/** CLS and the mean of the patch tokens, concatenated (DINOv2). */
	CLS_AND_PATCH_MEAN {
		@Override
		NDArray apply(NDArray tokens, int prefixTokens) {
			NDArray cls = CLS.apply(tokens, prefixTokens); // (b, d)
			return cls.concat(PATCH_MEAN.apply(tokens, prefixTokens), 1); // (b, 2d)
		}
	};

	/**
	 * Pools.
	 * @param tokens shape (batch, tokens read, dim)
	 * @param prefixTokens how many tokens stand before the patches
	 * @return shape (batch, dim) or (batch, 2 dim)
	 */
	abstract NDArray apply(NDArray tokens, int prefixTokens);

	/**
	 * How many leading tokens are read.
	 * @param tokens how many there are
	 * @return 1 to {@code tokens}
	 */
	long reads(long tokens) {
		return tokens;
	}

}
