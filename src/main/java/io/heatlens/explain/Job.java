package io.heatlens.explain;

import java.util.HashMap;
import java.util.List;

import io.heatlens.vit.Deadline;
import io.heatlens.vit.Input;

/**
 * A request's share of a pass.
 *
 * @param passes that it wants
 * @param images one or more
 * @param target which classes of each
 * @param deadline of the request
 */
record Job(SinglePasses passes, List<Input> images, Target target, Deadline deadline) {

	Job {
		images = List.copyOf(images);
	}

	/**
	 * Looks at an image.
	 * @param logits of it
	 * @return what is seen until there are maps
	 */
	Seen see(float[] logits) {
		return new Seen(logits, new Predictions(this.passes.model(), logits).targets(this.target), new HashMap<>());
	}

}
