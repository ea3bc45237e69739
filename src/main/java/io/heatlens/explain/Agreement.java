package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;

import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.RawMap;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.jspecify.annotations.Nullable;

/**
 * How alike the maps of two methods are.
 *
 * @param methods the two
 * @param target class of both
 * @param spearman rank correlation of the raw maps, -1 to 1; nothing if one is constant
 */
public record Agreement(List<String> methods, int target, @Nullable Double spearman) {

	public Agreement {
		methods = List.copyOf(methods);
	}

	static List<Agreement> of(ImageMaps seen, List<ExplanationMethod> methods) {
		List<Agreement> all = new ArrayList<>();
		for (int target = 0; target < seen.targets().size(); target++) {
			for (int first = 0; first < methods.size(); first++) {
				for (int second = first + 1; second < methods.size(); second++) {
					List<String> names = List.of(methods.get(first).name(), methods.get(second).name());
					all.add(new Agreement(names, seen.targets().get(target),
							spearman(seen.maps().get(new Cell(target, names.get(0))),
									seen.maps().get(new Cell(target, names.get(1))))));
				}
			}
		}
		return all;
	}

	private static @Nullable Double spearman(@Nullable RawMap one, @Nullable RawMap other) {
		if (one == null || other == null || one.values().length < 2) {
			return null;
		}
		double correlation = new SpearmansCorrelation().correlation(doubles(one), doubles(other));
		return Double.isFinite(correlation) ? correlation : null;
	}

	private static double[] doubles(RawMap map) {
		double[] values = new double[map.values().length];
		for (int i = 0; i < values.length; i++) {
			values[i] = map.values()[i];
		}
		return values;
	}

}
