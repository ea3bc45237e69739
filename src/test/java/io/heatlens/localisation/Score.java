package io.heatlens.localisation;

import java.util.ArrayList;
import java.util.List;

import io.heatlens.scenes.Scene.Box;

/**
 * The measures of the map of one item.
 *
 * @param pointing whether the hottest cell's centre lies in the item's box, 1 or 0
 * @param energy the share of positive evidence in the item's box, 0 to 1
 * @param discrimination whether that is more than lies in the other item's box, 1 or 0;
 * NaN where there is no other item
 */
record Score(double pointing, double energy, double discrimination) {

	/**
	 * Scores the maps of a scene.
	 * @param maps one an item
	 * @param boxes where the items are, one or two
	 * @return one an item
	 */
	static List<Score> of(List<EvidenceMap> maps, List<Box> boxes) {
		List<Score> scores = new ArrayList<>();
		for (int item = 0; item < boxes.size(); item++) {
			EvidenceMap map = maps.get(item);
			double own = map.energy(boxes.get(item));
			double discrimination = Double.NaN;
			if (boxes.size() == 2) {
				discrimination = (own > map.energy(boxes.get(1 - item))) ? 1 : 0;
			}
			scores.add(new Score(map.pointing(boxes.get(item)), own, discrimination));
		}
		return scores;
	}

}
