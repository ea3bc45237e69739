package io.heatlens.explain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.vit.Model;

/**
 * One image's logits, read as predictions.
 */
final class Predictions {

	private final Model model;

	private final float[] logits;

	private final double[] probabilities;

	Predictions(Model model, float[] logits) {
		this.model = model;
		this.logits = logits;
		this.probabilities = model.multiLabel() ? sigmoid(logits) : softmax(logits);
	}

	private static double[] softmax(float[] logits) {
		double max = IntStream.range(0, logits.length).mapToDouble((i) -> logits[i]).max().orElseThrow();
		double[] exponents = IntStream.range(0, logits.length).mapToDouble((i) -> Math.exp(logits[i] - max)).toArray();
		double sum = 0;
		for (double exponent : exponents) {
			sum += exponent;
		}
		for (int i = 0; i < exponents.length; i++) {
			exponents[i] /= sum;
		}
		return exponents;
	}

	private static double[] sigmoid(float[] logits) {
		return IntStream.range(0, logits.length).mapToDouble((i) -> 1 / (1 + Math.exp(-logits[i]))).toArray();
	}

	/**
	 * Looks one class up.
	 * @param index of the class
	 * @return its prediction
	 */
	Prediction of(int index) {
		return new Prediction(index, this.model.labels().names().get(index), this.logits[index],
				this.probabilities[index]);
	}

	/**
	 * Ranks the classes.
	 * @param count how many are wanted
	 * @return the most probable first, the lower index first where two are equal
	 */
	List<Prediction> top(int count) {
		return IntStream.range(0, this.logits.length)
			.boxed()
			.sorted(Comparator.comparing((Integer i) -> -this.logits[i]))
			.limit(count)
			.map(this::of)
			.toList();
	}

}
