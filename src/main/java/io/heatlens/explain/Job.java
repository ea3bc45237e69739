package io.heatlens.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;

import io.heatlens.engine.Deadline;
import io.heatlens.vit.input.Input;

/**
 * A request's share of a pass.
 *
 * @param passes that it wants
 * @param images one or more
 * @param target which classes of each
 * @param deadline of the request
 */
record Job(PassPlan passes, List<Input> images, Target target, Deadline deadline) {

	Job {
		images = List.copyOf(images);
	}

	/**
	 * Looks at the images.
	 * @param logits of them, before those of later jobs
	 * @return what is seen of each until there are maps
	 */
	List<ImageMaps> see(Iterator<float[]> logits) {
		List<ImageMaps> seen = new ArrayList<>();
		for (int image = 0; image < this.images.size(); image++) {
			float[] row = logits.next();
			seen.add(new ImageMaps(row, new Predictions(this.passes.model(), row).targets(this.target),
					new HashMap<>()));
		}
		return seen;
	}

}
