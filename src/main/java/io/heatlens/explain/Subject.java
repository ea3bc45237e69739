package io.heatlens.explain;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.Region;

/**
 * One image that is explained.
 *
 * @param session that runs it
 * @param pixels of the image, shape (1, 3, height, width)
 * @param region the rectangle of the upright original that the patch grid covers
 * @param logits of the image
 * @param targets its classes
 * @param options of the request
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Subject(ModelSession session, NDArray pixels, Region region, float[] logits, List<Integer> targets,
		MethodOptions options) {

	Subject {
		targets = List.copyOf(targets);
	}

	/**
	 * Turns a batch's targets round.
	 * @param subjects of the batch, all with as many targets
	 * @return for each target the class of each image
	 */
	static List<int[]> classes(List<Subject> subjects) {
		return IntStream.range(0, subjects.get(0).targets().size())
			.mapToObj((target) -> subjects.stream().mapToInt((subject) -> subject.targets().get(target)).toArray())
			.toList();
	}

	/**
	 * Computes what is explained.
	 * @param logits of a variant
	 * @param target which of the targets
	 * @return the score
	 */
	double score(float[] logits, int target) {
		return this.options.scalar().value(logits, this.targets.get(target));
	}

	Model model() {
		return this.session.model();
	}

	Predictions predictions() {
		return new Predictions(model(), this.logits);
	}

	/** The score of the image itself. */
	double score(int target) {
		return score(this.logits, target);
	}

}
