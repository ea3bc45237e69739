package io.heatlens.vit.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dictionary of a pickle. It holds the entries whose keys are text and forgets others,
 * which name no tensors. It is compared by identity, since its values may contain it.
 */
final class Dictionary {

	private final Map<String, Object> entries = new LinkedHashMap<>();

	void put(Object key, Object value) {
		if (key instanceof String name) {
			this.entries.put(name, value);
		}
	}

	/**
	 * The entries.
	 * @return the values by their keys, in the order of the file
	 */
	Map<String, Object> entries() {
		return this.entries;
	}

}
