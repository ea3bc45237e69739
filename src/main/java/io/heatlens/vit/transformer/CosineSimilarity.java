package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;

/**
 * Makes the score of a query and a key the cosine of the angle between them, times a
 * learned factor of the head (Liu et al. 2022, Swin Transformer V2, equation 2).
 *
 * @param factor the factor of each head, shape (heads, 1, 1)
 */
public record CosineSimilarity(NDArray factor) implements HeadTransform {

	private static final double EPSILON = 1e-12;

	@Override
	public NDArray query(NDArray query) {
		return key(query).mul(this.factor);
	}

	// The numbers are arguments of one native operation, so DJL does not wrap them.
	@Override
	public NDArray key(NDArray key) {
		return key.normalize(2, 3, EPSILON);
	}

}
