package io.heatlens.explain;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one row of a pass is read for.
 *
 * @param image that gets the map
 * @param target which of the image's targets
 */
record Row(ImageMaps image, int target) {

	/**
	 * Lists an image's rows.
	 * @param image that gets the maps
	 * @return one a target
	 */
	static List<Row> of(ImageMaps image) {
		return IntStream.range(0, image.targets().size()).mapToObj((target) -> new Row(image, target)).toList();
	}

	int label() {
		return this.image.targets().get(this.target);
	}

}
