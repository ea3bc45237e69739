package io.heatlens.explain;

import java.util.List;

import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.metric.Evaluation;

/**
 * Measures how faithful the maps of an image are.
 */
@FunctionalInterface
interface Measurement {

	/** The measurement of a request without metrics. */
	Measurement NONE = (target, map) -> List.of();

	/**
	 * Measures a map.
	 * @param target the index among the targets of the image
	 * @param map a map of that target
	 * @return one evaluation per metric of the request
	 */
	List<Evaluation> of(int target, RawMap map);

}
