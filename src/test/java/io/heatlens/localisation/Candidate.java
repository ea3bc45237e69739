package io.heatlens.localisation;

import java.util.List;

import io.heatlens.scenes.Scene;

/**
 * A source of maps to measure: a method at a layer, or a baseline.
 */
interface Candidate {

	String name();

	/**
	 * Makes maps.
	 * @param scenes any number
	 * @return for each scene one map an item, in the order of its items
	 */
	List<List<EvidenceMap>> maps(List<Scene> scenes);

}
