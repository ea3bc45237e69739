package io.heatlens.explain.method;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Captures;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;

/**
 * What a {@link SinglePassMethod} gets to see: a batch of images, one target of each.
 *
 * @param session that ran the model
 * @param pixels of the images, shape (images, 3, height, width); where several targets of
 * one image are looked at together, without a pass of the method's own, of its neighbours
 * too
 * @param targets the class of each row of the captures
 * @param captures at the sites that were asked for
 * @param options of the request
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CapturedBatch(ModelSession session, NDArray pixels, int[] targets, Captures captures,
		MethodOptions options) {

	public Model model() {
		return this.captures.model();
	}

}
