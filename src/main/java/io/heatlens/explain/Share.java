package io.heatlens.explain;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;

/**
 * Neighbours in a batch that want the same maps.
 *
 * @param passes that they want
 * @param from which image of the batch on
 * @param images one or more, that get the maps
 */
record Share(SinglePasses passes, int from, List<Seen> images) {

	Share {
		images = List.copyOf(images);
	}

	/**
	 * Counts the targets.
	 * @return those of the image that has most
	 */
	int targets() {
		return this.images.stream().mapToInt((image) -> image.targets().size()).max().orElseThrow();
	}

	/**
	 * Lists what the maps are read off.
	 * @param backward whether that takes a backward pass
	 * @return one step a target and number that is differentiated, if any
	 */
	List<Step> steps(boolean backward) {
		return this.passes.groups()
			.entrySet()
			.stream()
			.filter((group) -> group.getKey().isPresent() == backward)
			.flatMap((group) -> IntStream.range(0, targets())
				.mapToObj((target) -> new Step(group.getKey(), group.getValue(), target)))
			.toList();
	}

	/**
	 * Chooses the rows of a target.
	 * @param target which one; where an image has fewer than another, its last comes
	 * again
	 * @return one row an image
	 */
	List<Row> rows(int target) {
		return this.images.stream()
			.map((image) -> new Row(image, Math.min(target, image.targets().size() - 1)))
			.toList();
	}

	/**
	 * Chooses these images.
	 * @param batch array whose first axis is the batch
	 * @return the same array, if they are all of it
	 */
	NDArray of(NDArray batch) {
		int size = this.images.size();
		return (batch.getShape().get(0) == size) ? batch : batch.get(this.from + ":" + (this.from + size));
	}

	/**
	 * What a pass is read for.
	 *
	 * @param scalar that is differentiated, if any
	 * @param methods that read
	 * @param target of each image
	 */
	record Step(Optional<Scalar> scalar, List<SinglePassMethod> methods, int target) {

		/**
		 * Differentiates.
		 * @param row of the pass
		 * @return the derivative with respect to each of its logits
		 */
		float[] gradient(Row row) {
			return this.scalar.orElseThrow().gradient(row.image().logits(), row.label());
		}

	}

}
