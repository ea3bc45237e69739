package io.heatlens.explain;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Selects the patches with the most evidence of a map. A share is from 0 to 1.
 */
public sealed interface Selection {

	/**
	 * Selects cells of a map. A cell without positive evidence is never selected.
	 * @param raw the values of the map with their sign, row by row
	 * @return whether each cell is selected
	 */
	boolean[] of(float[] raw);

	/**
	 * Selects the cells whose value is at least a share of the largest value.
	 *
	 * @param share the share of the maximum
	 */
	record Threshold(double share) implements Selection {

		@Override
		public boolean[] of(float[] raw) {
			double least = this.share * IntStream.range(0, raw.length).mapToDouble((i) -> raw[i]).max().orElseThrow();
			boolean[] selected = new boolean[raw.length];
			for (int i = 0; i < raw.length; i++) {
				selected[i] = raw[i] > 0 && raw[i] >= least;
			}
			return selected;
		}

	}

	/**
	 * Selects the fewest cells that hold a share of the positive evidence. Of equal
	 * cells, the first ones are selected.
	 *
	 * @param share the share of the sum of the positive values
	 */
	record Mass(double share) implements Selection {

		@Override
		public boolean[] of(float[] raw) {
			int[] hottest = IntStream.range(0, raw.length)
				.filter((i) -> raw[i] > 0)
				.boxed()
				.sorted(Comparator.comparing((Integer i) -> -raw[i]))
				.mapToInt(Integer::intValue)
				.toArray();
			double wanted = this.share * IntStream.of(hottest).mapToDouble((i) -> raw[i]).sum();
			boolean[] selected = new boolean[raw.length];
			double sum = 0;
			for (int i = 0; i < hottest.length && sum < wanted; i++) {
				selected[hottest[i]] = true;
				sum += raw[hottest[i]];
			}
			return selected;
		}

	}

}
