package io.heatlens.vit.transformer;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;

/**
 * The poolings that take some of the tokens as they are, or their mean.
 */
public enum TokenPooling implements Pooling {

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
	 * The CLS token and the distillation token, concatenated: two classifiers whose
	 * logits are averaged are one classifier of both tokens.
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

		@Override
		public int size(int dim) {
			return 2 * dim;
		}
	},

	/** The mean of all tokens. */
	MEAN {
		@Override
		NDArray apply(NDArray tokens, int prefixTokens) {
			return tokens.mean(new int[] { 1 }); // (b,d)
		}

		@Override
		public float[] shares(int prefixTokens, int patches) {
			float[] shares = new float[prefixTokens + patches];
			Arrays.fill(shares, 1f / shares.length);
			return shares;
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

	/** The CLS token and the mean of the patch tokens, concatenated (DINOv2). */
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

		@Override
		public int size(int dim) {
			return 2 * dim;
		}
	};

	@Override
	public NDArray forward(NDArray tokens, int prefixTokens, int depth, ForwardHook hook) {
		return apply(tokens, prefixTokens);
	}

	@Override
	public TokenPooling pruned() {
		return this;
	}

	abstract NDArray apply(NDArray tokens, int prefixTokens);

	/**
	 * The share of each token in the pooled vector.
	 * @param prefixTokens the number of tokens before the patches
	 * @param patches the number of patches
	 * @return one share per token that is read, which add up to 1
	 */
	public abstract float[] shares(int prefixTokens, int patches);

}
