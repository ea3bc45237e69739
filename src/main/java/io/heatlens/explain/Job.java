package io.heatlens.explain;

import java.util.List;

import io.heatlens.vit.Deadline;
import io.heatlens.vit.Input;

/**
 * A request's share of a pass.
 *
 * @param images one or more
 * @param target which classes of each
 * @param deadline of the request
 */
record Job(List<Input> images, Target target, Deadline deadline) {

	Job {
		images = List.copyOf(images);
	}

}
