package io.heatlens.explain.method;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;

/**
 * One image that takes many passes.
 *
 * @param session that runs it
 * @param pixels of the image, shape (1, 3, height, width)
 * @param logits of the image
 * @param targets its classes
 * @param options of the request
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PerturbationContext(ModelSession session, NDArray pixels, float[] logits, List<Integer> targets,
		MethodOptions options) {

	public PerturbationContext {
		targets = List.copyOf(targets);
	}

	/**
	 * Computes what is explained.
	 * @param logits of a variant
	 * @param target which of the targets
	 * @return the score
	 */
	public double score(float[] logits, int target) {
		return this.options.scalar().value(logits, this.targets.get(target));
	}

	public Model model() {
		return this.session.model();
	}

	/** The score of the image itself. */
	public double score(int target) {
		return score(this.logits, target);
	}

}
