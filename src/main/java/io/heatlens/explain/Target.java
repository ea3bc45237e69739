package io.heatlens.explain;

import java.util.List;

/**
 * The classes to explain.
 */
public sealed interface Target {

	/**
	 * The number of classes per image.
	 * @return 1 or more; the largest number if images have different ones
	 */
	int count();

	/**
	 * Selects the classes of some of the images.
	 * @param from the index of the first image
	 * @param to the index of the image after the last one
	 * @return the classes of these images
	 */
	default Target part(int from, int to) {
		return this;
	}

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

	/**
	 * Classes of its own for each image.
	 *
	 * @param classes the indices of the classes, one or more per image, in the order of
	 * the images
	 */
	record PerImage(List<List<Integer>> classes) implements Target {

		public PerImage {
			classes = classes.stream().map(List::copyOf).toList();
		}

		@Override
		public int count() {
			return this.classes.stream().mapToInt(List::size).max().orElseThrow();
		}

		@Override
		public PerImage part(int from, int to) {
			return new PerImage(this.classes.subList(from, to));
		}

	}

}
