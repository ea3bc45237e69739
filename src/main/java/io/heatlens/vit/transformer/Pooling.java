package io.heatlens.vit.transformer;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;

/**
 * Which tokens a head reads, and how it makes one vector of them.
 */
public enum Pooling {

	/** The CLS token. */
	CLS {
		@Override
		NDArray apply(NDArray tokens, int prefixTokens) {
			return tokens.get(":, 0"); // (b,d)
		}

		@Override
		public long reads(long tokens) {
			return 1;
		}

		@Override
		public float[] shares(int prefixTokens, int patches) {
			return new float[] { 1 };
		}
	},

	/**
	 * CLS and distillation token, concatenated: two heads averaged are one head on both.
	 */
	CLS_AND_DISTILLATION {
		@Override
		NDArray apply(NDArray tokens, int prefixTokens) {
			return tokens.get(":, :2").flatten(1, 2); // (b,2d)
		}

		@Override
		public long reads(long tokens) {
			return 2;
		}

		@Override
		public float[] shares(int prefixTokens, int patches) {
			return new float[] { 0.5f, 0.5f };
		}
	},

	/** The mean of the patch tokens. */
	PATCH_MEAN {
		@Override
		NDArray apply(NDArray tokens, int prefixTokens) {
			NDArray patches = tokens.get(":, " + prefixTokens + ":"); // (b,p,d)
			return patches.mean(new int[] { 1 }); // (b,d)
		}

		@Override
		public float[] shares(int prefixTokens, int patches) {
			float[] shares = new float[prefixTokens + patches];
			Arrays.fill(shares, prefixTokens, shares.length, 1f / patches);
			return shares;
		}
	},

	/** CLS and the mean of the patch tokens, concatenated (DINOv2). */
	CLS_AND_PATCH_MEAN {
		@Override
		NDArray apply(NDArray tokens, int prefixTokens) {
			NDArray cls = CLS.apply(tokens, prefixTokens); // (b,d)
			return cls.concat(PATCH_MEAN.apply(tokens, prefixTokens), 1); // (b,2d)
		}

		@Override
		public float[] shares(int prefixTokens, int patches) {
			float[] shares = new float[prefixTokens + patches];
			Arrays.fill(shares, prefixTokens, shares.length, 0.5f / patches);
			shares[0] = 0.5f;
			return shares;
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
	 * How much of the pooled vector comes from each token.
	 * @param prefixTokens how many tokens stand before the patches
	 * @param patches how many there are
	 * @return one share a token that is read, adding up to 1
	 */
	public abstract float[] shares(int prefixTokens, int patches);

	/**
	 * How many leading tokens are read.
	 * @param tokens how many there are
	 * @return 1 to {@code tokens}
	 */
	public long reads(long tokens) {
		return tokens;
	}

}
