package io.heatlens.explain.method;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;

/**
 * The image that a method or a metric perturbs, with the logits of the image itself.
 *
 * @param session the session that runs the model
 * @param pixels the normalised image, shape (1, channels, height, width)
 * @param logits the logits of the image, one per class
 * @param targets the indices of the classes to explain
 * @param options the options of the request
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PerturbationContext(ModelSession session, NDArray pixels, float[] logits, List<Integer> targets,
		MethodOptions options) {

	public PerturbationContext {
		targets = List.copyOf(targets);
	}

	/**
	 * Computes the score of a variant.
	 * @param logits the logits of the variant, one per class
	 * @param target the index among the targets
	 * @return the score that is explained
	 */
	public double score(float[] logits, int target) {
		return this.options.score().value(logits, this.targets.get(target));
	}

	/**
	 * Computes the score of the image itself.
	 * @param target the index among the targets
	 * @return the score that is explained
	 */
	public double score(int target) {
		return score(this.logits, target);
	}

	/**
	 * Differentiates the score of a variant.
	 * @param outputs the outputs of the model for the variant
	 * @param target the index among the targets
	 * @return the derivative of the score with respect to each output
	 */
	public float[] gradient(float[] outputs, int target) {
		return new Goal(model().readout(), this.targets.get(target)).gradient(this.options.score(), outputs);
	}

	/**
	 * The model to explain.
	 * @return the model of the session
	 */
	public Model model() {
		return this.session.model();
	}

}
