package io.heatlens.vit.text;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The vectors of the texts that were asked for last. May be used by several threads at
 * the same time. The vectors must not be changed.
 */
final class RecentVectors {

	/** In the order of their last use; guarded by itself. */
	private final Map<String, float[]> vectors;

	/**
	 * Creates an empty memory.
	 * @param limit the number of texts that are remembered
	 */
	RecentVectors(int limit) {
		this.vectors = new LinkedHashMap<>(16, 0.75f, true) {
			@Override
			protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
				return size() > limit;
			}
		};
	}

	/**
	 * Finds the vectors that are remembered.
	 * @param texts any texts
	 * @return the vectors by their text, which the caller may add others to
	 */
	Map<String, float[]> find(List<String> texts) {
		Map<String, float[]> found = new HashMap<>();
		synchronized (this.vectors) {
			for (String text : texts) {
				float[] vector = this.vectors.get(text);
				if (vector != null) {
					found.put(text, vector);
				}
			}
		}
		return found;
	}

	/**
	 * Remembers vectors.
	 * @param computed the vectors by their text
	 */
	void keep(Map<String, float[]> computed) {
		synchronized (this.vectors) {
			this.vectors.putAll(computed);
		}
	}

}
