package io.heatlens.explain;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Captures;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;

/**
 * What a {@link SinglePassMethod} gets to see: a batch of images, one target of each.
 *
 * @param session that ran the model
 * @param pixels of the batch, shape (batch, 3, height, width)
 * @param targets the class of each image
 * @param captures at the sites that were asked for
 * @param options of the request
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Look(ModelSession session, NDArray pixels, int[] targets, Captures captures, MethodOptions options) {

	Model model() {
		return this.captures.model();
	}

}
