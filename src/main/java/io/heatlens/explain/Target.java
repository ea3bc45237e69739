package io.heatlens.explain;

import java.util.List;

/**
 * Which classes to explain.
 */
public sealed interface Target {

	/**
	 * The number of classes per image.
	 * @return 1 or more
	 */
	int count();

	/**
	 * The most probable classes of each image.
	 *
	 * @param count how many, 1 or more
	 */
	record Top(int count) implements Target {
	}

	/**
	 * The same classes for every image.
	 *
	 * @param indices of the classes, one or more
	 */
	record Classes(List<Integer> indices) implements Target {

		public Classes {
			indices = List.copyOf(indices);
		}

		@Override
		public int count() {
			return this.indices.size();
		}

	}

}
