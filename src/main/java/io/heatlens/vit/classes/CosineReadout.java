package io.heatlens.vit.classes;

import java.util.List;

/**
 * Compares the outputs of a model, which are the vector of an image, with one vector per
 * class: the logit of a class is the scaled cosine of the angle between the two, plus a
 * bias (Radford et al. 2021, CLIP, figure 3; Zhai et al. 2023, SigLIP, algorithm 1).
 *
 * @param vectors one vector of length 1 per class
 * @param scale the factor of the cosines
 * @param bias the number that is added to each scaled cosine
 */
public record CosineReadout(List<float[]> vectors, double scale, double bias) implements Readout {

	/** Shorter vectors are not divided by their length, as in torch. */
	private static final double SHORTEST = 1e-12;

	/** Differences of vectors of length 1 that are smaller are rounding. */
	private static final double ROUNDING = 1e-6;

	public CosineReadout {
		vectors = List.copyOf(vectors);
	}

	/**
	 * Compares images with each other.
	 * @param outputs the outputs of the model, one row per image
	 * @return a readout whose logits are the cosine similarities with these images
	 */
	public static CosineReadout between(List<float[]> outputs) {
		return new CosineReadout(outputs.stream().map(CosineReadout::unit).toList(), 1, 0);
	}

	@Override
	public float[] logits(float[] outputs) {
		double length = length(outputs);
		float[] logits = new float[this.vectors.size()];
		for (int i = 0; i < logits.length; i++) {
			logits[i] = (float) (this.scale * dot(outputs, this.vectors.get(i)) / length + this.bias);
		}
		return logits;
	}

	// With o the outputs, u = o / |o| and t the vector of a class, the derivative of the
	// cosine u t is (t - (u t) u) / |o|.
	@Override
	public float[] gradient(float[] outputs, float[] logitGradient) {
		double length = length(outputs);
		double[] sum = new double[outputs.length];
		double along = 0;
		for (int i = 0; i < logitGradient.length; i++) {
			if (logitGradient[i] != 0) {
				float[] vector = this.vectors.get(i);
				along += logitGradient[i] * dot(outputs, vector) / length;
				for (int j = 0; j < sum.length; j++) {
					sum[j] += (double) logitGradient[i] * vector[j];
				}
			}
		}
		double squares = 0;
		double left = 0;
		for (int j = 0; j < sum.length; j++) {
			squares += sum[j] * sum[j];
			sum[j] -= along * outputs[j] / length;
			left += sum[j] * sum[j];
		}
		float[] gradient = new float[outputs.length];
		// What is left of vectors of the same direction is rounding.
		if (left > ROUNDING * ROUNDING * squares) {
			for (int j = 0; j < gradient.length; j++) {
				gradient[j] = (float) (this.scale * sum[j] / length);
			}
		}
		return gradient;
	}

	private static float[] unit(float[] vector) {
		double length = length(vector);
		float[] unit = new float[vector.length];
		for (int i = 0; i < unit.length; i++) {
			unit[i] = (float) (vector[i] / length);
		}
		return unit;
	}

	private static double length(float[] vector) {
		return Math.max(Math.sqrt(dot(vector, vector)), SHORTEST);
	}

	private static double dot(float[] one, float[] other) {
		double sum = 0;
		for (int i = 0; i < one.length; i++) {
			sum += (double) one[i] * other[i];
		}
		return sum;
	}

}
