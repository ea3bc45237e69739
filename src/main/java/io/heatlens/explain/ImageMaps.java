package io.heatlens.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.heatlens.explain.method.RawMap;

/**
 * What a pass gave for one image.
 *
 * @param logits of the image
 * @param targets its classes
 * @param maps that the methods made of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ImageMaps(float[] logits, List<Integer> targets, Map<Cell, RawMap> maps) {

	/**
	 * Looks at a version of the image.
	 * @return the same without maps
	 */
	ImageMaps again() {
		return new ImageMaps(this.logits, this.targets, new HashMap<>());
	}

}
