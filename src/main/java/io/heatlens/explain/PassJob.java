package io.heatlens.explain;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.engine.Deadline;
import io.heatlens.vit.input.Input;

/**
 * The images that one request contributes to a batch.
 *
 * @param plan the plan of the request
 * @param images the images, one or more
 * @param target the classes of each image to explain
 * @param deadline the deadline of the request
 */
record PassJob(PassPlan plan, List<Input> images, Target target, Deadline deadline) {

	PassJob {
		images = List.copyOf(images);
	}

	/**
	 * Chooses the targets of the images.
	 * @param logits the logits of the batch; the next ones are those of these images
	 * @return one entry per image, without maps
	 */
	List<ImageMaps> targets(Iterator<float[]> logits) {
		return IntStream.range(0, this.images.size()).mapToObj((image) -> {
			float[] row = logits.next();
			Target own = this.target.part(image, image + 1);
			return ImageMaps.of(row, new Predictions(this.plan.model(), row).targets(own));
		}).toList();
	}

}
