package io.heatlens.explain.method;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Captures;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;

/**
 * What a {@link SinglePassMethod} reads its maps from: a batch that went through the
 * model, with one target per row.
 *
 * @param session that ran the model
 * @param pixels of the images, shape (images, 3, height, width); as many as there are
 * rows, except where several targets of one image are read together by methods that run
 * no pass of their own
 * @param targets the index of the class that each row explains
 * @param captures at the sites that the method asked for, one row per target
 * @param options of the request
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CapturedBatch(ModelSession session, NDArray pixels, int[] targets, Captures captures,
		MethodOptions options) {

	/**
	 * The model that was run.
	 * @return the same as the session's
	 */
	public Model model() {
		return this.captures.model();
	}

}
