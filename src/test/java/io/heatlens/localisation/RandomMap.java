package io.heatlens.localisation;

import java.util.SplittableRandom;

/**
 * Baseline: independent uniform values, different for each map.
 */
final class RandomMap {

	private final int side;

	private final SplittableRandom random;

	RandomMap(int side, long seed) {
		this.side = side;
		this.random = new SplittableRandom(seed);
	}

	float[][] cells() {
		float[][] cells = new float[this.side][this.side];
		for (float[] row : cells) {
			for (int column = 0; column < row.length; column++) {
				row[column] = (float) this.random.nextDouble();
			}
		}
		return cells;
	}

}
