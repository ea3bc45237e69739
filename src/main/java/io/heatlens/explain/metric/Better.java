package io.heatlens.explain.metric;

import io.heatlens.api.ApiEnum;

/**
 * Which scores of a metric mean a more faithful map.
 */
public enum Better implements ApiEnum {

	/** Lower scores. */
	LOWER,

	/** Higher scores. */
	HIGHER

}
