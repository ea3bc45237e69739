package io.heatlens.explain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.explain.method.Probabilities;
import io.heatlens.vit.Model;
import org.jspecify.annotations.Nullable;

/**
 * Turns the logits of one image into predictions.
 */
final class Predictions {

	private final Model model;

	private final float[] logits;

	private final double @Nullable [] probabilities;

	Predictions(Model model, float[] logits) {
		this.model = model;
		this.logits = logits;
		this.probabilities = model.problemType().hasProbabilities() ? Probabilities.of(logits, model.problemType())
				: null;
	}

	/**
	 * Returns the prediction for a class.
	 * @param index the index of the class
	 * @return the prediction
	 */
	Prediction of(int index) {
		return new Prediction(index, this.model.labels().names().get(index), this.logits[index],
				(this.probabilities != null) ? this.probabilities[index] : null);
	}

	/**
	 * Ranks the classes.
	 * @param count the number of classes to return
	 * @return the most probable classes first; of equally probable ones, the lower index
	 * first
	 */
	List<Prediction> top(int count) {
		return IntStream.range(0, this.logits.length)
			.boxed()
			.sorted(Comparator.comparing((Integer i) -> -this.logits[i]))
			.limit(count)
			.map(this::of)
			.toList();
	}

	/**
	 * Chooses the classes to explain.
	 * @param target the target of this image
	 * @return the indices of the classes
	 */
	List<Integer> targets(Target target) {
		if (target instanceof Target.Classes classes) {
			return classes.indices();
		}
		if (target instanceof Target.PerImage own) {
			return own.classes().get(0);
		}
		return top(((Target.Top) target).count()).stream().map(Prediction::index).toList();
	}

}
