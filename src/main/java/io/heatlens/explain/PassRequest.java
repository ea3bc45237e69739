package io.heatlens.explain;

import java.util.Iterator;
import java.util.List;

import io.heatlens.engine.Deadline;
import io.heatlens.vit.input.Input;

/**
 * The part of a batch that one request asks for.
 *
 * @param plan what the request needs from the pass
 * @param images one or more
 * @param target which classes of each image to explain
 * @param deadline of the request
 */
record PassRequest(PassPlan plan, List<Input> images, Target target, Deadline deadline) {

	PassRequest {
		images = List.copyOf(images);
	}

	/**
	 * Chooses the targets of the images.
	 * @param logits an iterator that continues with those of these images
	 * @return one entry per image, without maps
	 */
	List<ImageMaps> targets(Iterator<float[]> logits) {
		return this.images.stream().map((image) -> {
			float[] row = logits.next();
			return ImageMaps.of(row, new Predictions(this.plan.model(), row).targets(this.target));
		}).toList();
	}

}
