package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;

import io.heatlens.explain.method.AveragePooling;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.RawMap;
import io.heatlens.vit.input.Grid;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.jspecify.annotations.Nullable;

/**
 * The similarity of the maps that two methods make for the same class.
 *
 * @param methods the names of the two methods
 * @param target the index of the class that both explain
 * @param spearman the rank correlation of the raw maps (Spearman 1904), -1 to 1;
 * {@code null} if one of the maps is constant. If one of the maps is finer, the means of
 * its values within the cells of the other are compared
 */
public record Agreement(List<String> methods, int target, @Nullable Double spearman) {

	public Agreement {
		methods = List.copyOf(methods);
	}

	/**
	 * Compares every pair of methods for every target.
	 * @param image the image, with the maps of the methods
	 * @param methods the methods of the request
	 * @return the similarities, for each target one per pair of methods in the order of
	 * the request
	 */
	static List<Agreement> of(ImageMaps image, List<ExplanationMethod> methods) {
		List<Agreement> all = new ArrayList<>();
		for (int target = 0; target < image.targets().size(); target++) {
			for (int first = 0; first < methods.size(); first++) {
				for (int second = first + 1; second < methods.size(); second++) {
					String one = methods.get(first).name();
					String other = methods.get(second).name();
					all.add(new Agreement(List.of(one, other), image.targets().get(target).index(),
							spearman(image.map(target, one), image.map(target, other))));
				}
			}
		}
		return all;
	}

	private static @Nullable Double spearman(RawMap one, RawMap other) {
		RawMap first = coarser(one, other.grid());
		RawMap second = coarser(other, one.grid());
		if (first.values().length < 2) {
			return null;
		}
		double correlation = new SpearmansCorrelation().correlation(doubles(first), doubles(second));
		return Double.isFinite(correlation) ? correlation : null;
	}

	// The value of a cell of the coarser grid is the mean of the cells that it covers.
	private static RawMap coarser(RawMap map, Grid grid) {
		if (map.grid().patches() <= grid.patches()) {
			return map;
		}
		Grid cell = new Grid(map.grid().rows() / grid.rows(), map.grid().columns() / grid.columns());
		AveragePooling pooling = new AveragePooling(cell, cell, new Grid(0, 0), false, true);
		return new RawMap(grid, pooling.apply(map.values(), map.grid()));
	}

	private static double[] doubles(RawMap map) {
		double[] values = new double[map.values().length];
		for (int i = 0; i < values.length; i++) {
			values[i] = map.values()[i];
		}
		return values;
	}

}
