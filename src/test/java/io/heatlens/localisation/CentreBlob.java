package io.heatlens.localisation;

/**
 * Baseline: a Gaussian in the middle, its standard deviation a sixth of the picture.
 *
 * @param side rows and columns
 */
record CentreBlob(int side) {

	float[][] cells() {
		float[][] cells = new float[this.side][this.side];
		double deviation = this.side / 6.0;
		double centre = (this.side - 1) / 2.0;
		for (int row = 0; row < this.side; row++) {
			for (int column = 0; column < this.side; column++) {
				double squares = (row - centre) * (row - centre) + (column - centre) * (column - centre);
				cells[row][column] = (float) Math.exp(-squares / (2 * deviation * deviation));
			}
		}
		return cells;
	}

}
