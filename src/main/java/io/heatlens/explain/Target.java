package io.heatlens.explain;

import java.util.List;

/**
 * The classes to explain.
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
	 * @param count the number of classes, 1 or more
	 */
	record Top(int count) implements Target {
	}

	/**
	 * What makes images alike: the first image is compared with each of the others, and
	 * each of the others with the first. The classes are the images.
	 *
	 * @param count the number of other images, 1 or more
	 */
	record EachOther(int count) implements Target {
	}

	/**
	 * The same classes for every image.
	 *
	 * @param indices the indices of the classes, one or more
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
