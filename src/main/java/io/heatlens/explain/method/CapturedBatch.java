package io.heatlens.explain.method;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Captures;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;

/**
 * The input of a {@link SinglePassMethod}: a batch that went through the model, with one
 * target per row.
 *
 * @param session the session that ran the model
 * @param pixels the pixels of the images, shape (images, channels, height, width), one
 * image per row; a method without passes of its own may instead get several rows for one
 * image, one per target
 * @param goals the class that each row explains
 * @param captures the captures at the sites of the method, one row per target
 * @param options the options of the request
 */
public record CapturedBatch(ModelSession session, NDArray pixels, List<Goal> goals, Captures captures,
		MethodOptions options) {

	public CapturedBatch {
		goals = List.copyOf(goals);
	}

	/**
	 * The model that was run.
	 * @return the model of the session
	 */
	public Model model() {
		return this.captures.model();
	}

}
