package io.heatlens.localisation;

import io.heatlens.scenes.Scene.Box;
import io.heatlens.vit.input.Region;

/**
 * A raw map over a picture, of which the positive part counts: negative values speak
 * against the item.
 */
final class EvidenceMap {

	private final float[][] cells;

	private final Region region;

	/**
	 * Creates a map.
	 * @param cells values, rows x columns
	 * @param region which the cells cover evenly, in pixels of the picture
	 */
	EvidenceMap(float[][] cells, Region region) {
		this.cells = cells;
		this.region = region;
	}

	/**
	 * The pointing game (Zhang et al. 2016, Top-down Neural Attention by Excitation
	 * Backprop).
	 * @param box of an item
	 * @return 1 if the centre of the hottest cell lies in the box, else 0; the share of
	 * them that do where several are equally hot; 0 without positive evidence
	 */
	double pointing(Box box) {
		float hottest = 0;
		int hits = 0;
		int tied = 0;
		for (int row = 0; row < this.cells.length; row++) {
			for (int column = 0; column < this.cells[row].length; column++) {
				float value = this.cells[row][column];
				if (value > hottest) {
					hottest = value;
					hits = 0;
					tied = 0;
				}
				if (value == hottest) {
					hits += box.contains(x(column + 0.5), y(row + 0.5)) ? 1 : 0;
					tied++;
				}
			}
		}
		return (hottest > 0) ? (double) hits / tied : 0;
	}

	/**
	 * The energy-based pointing game (Wang et al. 2020, Score-CAM).
	 * @param box of an item
	 * @return the share of positive evidence inside the box, 0 to 1, each cell counted by
	 * how much of it the box covers; 0 without positive evidence
	 */
	double energy(Box box) {
		double inside = 0;
		double total = 0;
		for (int row = 0; row < this.cells.length; row++) {
			double down = overlap(y(row), y(row + 1), box.y(), box.y() + box.height());
			for (int column = 0; column < this.cells[row].length; column++) {
				double across = overlap(x(column), x(column + 1), box.x(), box.x() + box.width());
				double value = Math.max(0, this.cells[row][column]);
				inside += value * down * across;
				total += value;
			}
		}
		return (total > 0) ? inside / total : 0;
	}

	private double x(double column) {
		return this.region.x() + column * this.region.width() / this.cells[0].length;
	}

	private double y(double row) {
		return this.region.y() + row * this.region.height() / this.cells.length;
	}

	private static double overlap(double from, double to, double start, double end) {
		return Math.max(0, Math.min(to, end) - Math.max(from, start)) / (to - from);
	}

}
