package io.heatlens.explain;

/**
 * The sums of the evidence in a raw map for and against the target.
 *
 * @param positive the sum of the positive values
 * @param negative the sum of the absolute negative values
 */
public record Evidence(double positive, double negative) {

	static Evidence of(float[][] raw) {
		double positive = 0;
		double negative = 0;
		for (float[] row : raw) {
			for (float value : row) {
				positive += Math.max(value, 0);
				negative -= Math.min(value, 0);
			}
		}
		return new Evidence(positive, negative);
	}

}
