package io.heatlens.explain;

import java.util.List;

import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.metric.Evaluation;

/**
 * Measures a map.
 */
@FunctionalInterface
interface Measurement {

	/** Nothing is asked for. */
	Measurement NONE = (target, map) -> List.of();

	/**
	 * Measures.
	 * @param target which of the image's targets
	 * @param map of that target
	 * @return what came of each metric
	 */
	List<Evaluation> of(int target, RawMap map);

}
