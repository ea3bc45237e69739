package io.heatlens.explain;

import java.util.List;

/**
 * Which classes to explain.
 */
public sealed interface Target {

	/**
	 * The most probable classes of each image.
	 *
	 * @param count how many, 1 or more
	 */
	record Top(int count) implements Target {
	}

	/**
	 * Classes by their index.
	 *
	 * @param indices one explanation each
	 */
	record Classes(List<Integer> indices) implements Target {

		public Classes {
			indices = List.copyOf(indices);
		}

	}

}
