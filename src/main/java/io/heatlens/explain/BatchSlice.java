package io.heatlens.explain;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.ScoreFunction;
import io.heatlens.explain.method.SinglePassMethod;

/**
 * Neighbours in a batch that want the same of their own targets.
 *
 * @param passes that they want
 * @param from which image of the batch on
 * @param images one or more, that get the maps
 * @param pixels of them, shape (images, 3, height, width)
 */
record BatchSlice(PassPlan passes, int from, List<ImageMaps> images, NDArray pixels) {

	BatchSlice {
		images = List.copyOf(images);
	}

	/**
	 * Takes the next images of a batch.
	 * @param others that took those before
	 * @param passes that they want
	 * @param images one or more, that get the maps
	 * @param batch pixels of all
	 * @return the share
	 */
	static BatchSlice behind(List<BatchSlice> others, PassPlan passes, List<ImageMaps> images, NDArray batch) {
		int from = others.stream().mapToInt((share) -> share.images().size()).sum();
		return new BatchSlice(passes, from, images, part(batch, from, images.size()));
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
		return part(batch, this.from, this.images.size());
	}

	private static NDArray part(NDArray batch, int from, int size) {
		return (batch.getShape().get(0) == size) ? batch : batch.get(from + ":" + (from + size));
	}

	/**
	 * What a pass is read for.
	 *
	 * @param scalar that is differentiated, if any
	 * @param methods that read
	 * @param target of each image
	 */
	record Step(Optional<ScoreFunction> scalar, List<SinglePassMethod> methods, int target) {

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
