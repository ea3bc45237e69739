package io.heatlens.localisation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A mean with its uncertainty.
 *
 * @param mean of all values
 * @param error half the width of the 95 % interval
 */
record Estimate(double mean, double error) {

	/**
	 * Averages. Values of one scene depend on each other, so scenes count as the
	 * independent draws (Liang and Zeger 1986, cluster-robust variance).
	 * @param scenes the values of each scene; NaN stands for none
	 * @return the mean over all values
	 */
	static Estimate of(List<double[]> scenes) {
		List<double[]> valid = scenes.stream()
			.map((scene) -> Arrays.stream(scene).filter((value) -> !Double.isNaN(value)).toArray())
			.toList();
		long count = valid.stream().mapToLong((scene) -> scene.length).sum();
		double mean = valid.stream().flatMapToDouble(Arrays::stream).sum() / count;
		double squares = valid.stream()
			.mapToDouble((scene) -> Arrays.stream(scene).map((value) -> value - mean).sum())
			.map((deviation) -> deviation * deviation)
			.sum();
		return new Estimate(mean, 1.96 * Math.sqrt(squares) / count);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%.3f ± %.3f", this.mean, this.error);
	}

}
