package io.heatlens.vit.classes;

/**
 * Reads the outputs of a model as the logits of classes. The outputs of a classifier are
 * its logits; those of an embedding model are a vector, which is compared with the
 * vectors of texts or of other images.
 */
public interface Readout {

	/** The outputs are the logits. */
	Readout IDENTITY = new Readout() {
		@Override
		public float[] logits(float[] outputs) {
			return outputs;
		}

		@Override
		public float[] gradient(float[] outputs, float[] logitGradient) {
			return logitGradient;
		}
	};

	/**
	 * Whether logits can be computed at once.
	 * @return false if {@link #prepare} has work to do
	 */
	default boolean isReady() {
		return true;
	}

	/**
	 * Computes a part of what the readout needs, and more of it in the next call. Must be
	 * called on an engine thread. Without these calls, the first logits take longer.
	 */
	default void prepare() {
	}

	/**
	 * Computes the logits of an image.
	 * @param outputs the outputs of the model for the image
	 * @return one logit per class
	 */
	float[] logits(float[] outputs);

	/**
	 * Differentiates a function of the logits with respect to the outputs.
	 * @param outputs the outputs of the model for the image
	 * @param logitGradient the derivative of the function with respect to each logit
	 * @return the derivative with respect to each output
	 */
	float[] gradient(float[] outputs, float[] logitGradient);

}
