package io.heatlens.explain;

import io.heatlens.vit.classes.Readout;

/**
 * The outputs of a model for one image, and how they are read.
 *
 * @param values the outputs: the logits of a classifier, or the vector of the image
 * @param readout how logits are computed from them
 * @param logits the logits, one per class
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ModelOutputs(float[] values, Readout readout, float[] logits) {

	static ModelOutputs of(float[] values, Readout readout) {
		return new ModelOutputs(values, readout, readout.logits(values));
	}

}
