package io.heatlens.explain;

import java.util.List;

import ai.djl.ndarray.NDArray;

/**
 * Consecutive images of a batch that have the same plan, each with its own targets.
 *
 * @param plan the plan of all these images
 * @param from the index in the batch of the first of these images
 * @param images the images, one or more, with their logits and targets
 * @param pixels the pixels of the images, shape (images, channels, height, width)
 */
record BatchSlice(PassPlan plan, int from, List<ImageMaps> images, NDArray pixels) {

	BatchSlice {
		images = List.copyOf(images);
	}

	/**
	 * The largest number of targets that one of the images has.
	 * @return 1 or more
	 */
	int targets() {
		return this.images.stream().mapToInt((image) -> image.targets().size()).max().orElseThrow();
	}

	/**
	 * The end of the slice.
	 * @return the index in the batch of the image after the last of these images
	 */
	int to() {
		return this.from + this.images.size();
	}

	/**
	 * Selects the rows of these images.
	 * @param batch an array whose first axis is the batch
	 * @return the rows; the array itself if the batch has no other images
	 */
	NDArray of(NDArray batch) {
		return part(batch, this.from, this.images.size());
	}

	static NDArray part(NDArray batch, int from, int size) {
		return (batch.getShape().get(0) == size) ? batch : batch.get(from + ":" + (from + size));
	}

}
