package io.heatlens.explain;

import java.util.List;

import ai.djl.ndarray.NDArray;

/**
 * Neighbouring images of a batch that have the same plan, each with its own targets.
 *
 * @param plan of all of them
 * @param from index of the first image in the batch
 * @param images one or more, with their logits and targets
 * @param pixels of the images, shape (images, 3, height, width)
 */
record BatchSlice(PassPlan plan, int from, List<ImageMaps> images, NDArray pixels) {

	BatchSlice {
		images = List.copyOf(images);
	}

	/**
	 * The number of targets.
	 * @return that of the image with the most
	 */
	int targets() {
		return this.images.stream().mapToInt((image) -> image.targets().size()).max().orElseThrow();
	}

	/**
	 * Where the next slice begins.
	 * @return index in the batch, after the last image
	 */
	int to() {
		return this.from + this.images.size();
	}

	/**
	 * Selects the rows of these images.
	 * @param batch an array whose first axis is the batch
	 * @return the same array if there are no other images
	 */
	NDArray of(NDArray batch) {
		return part(batch, this.from, this.images.size());
	}

	static NDArray part(NDArray batch, int from, int size) {
		return (batch.getShape().get(0) == size) ? batch : batch.get(from + ":" + (from + size));
	}

}
