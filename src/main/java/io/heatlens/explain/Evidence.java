package io.heatlens.explain;

/**
 * How much of a raw map speaks for and against the target.
 *
 * @param positive sum of the positive part
 * @param negative sum of the absolute negative part
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
