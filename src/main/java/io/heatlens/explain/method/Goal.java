package io.heatlens.explain.method;

import io.heatlens.vit.classes.Readout;

/**
 * The class of one image that a map explains.
 *
 * @param readout how the logits of the image are computed from the outputs of the model
 * @param target the index of the class
 */
public record Goal(Readout readout, int target) {

	/**
	 * Differentiates a score with respect to the outputs of the model.
	 * @param score the score to explain
	 * @param outputs the outputs of the model for the image or a variant of it
	 * @return the derivative with respect to each output
	 */
	public float[] gradient(ScoreFunction score, float[] outputs) {
		return this.readout.gradient(outputs, score.gradient(this.readout.logits(outputs), this.target));
	}

}
