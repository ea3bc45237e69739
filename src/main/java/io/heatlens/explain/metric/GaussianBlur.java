package io.heatlens.explain.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Gaussian blur, computed as two matrix products.
 */
final class GaussianBlur {

	/**
	 * The standard deviation relative to the longer side of the image: 5 pixels of 224,
	 * as in Petsiuk et al. 2018.
	 */
	private static final double DEVIATION = 5 / 224.0;

	private GaussianBlur() {
	}

	/**
	 * Blurs an image.
	 * @param pixels the pixels, shape (1, channels, height, width)
	 * @return the blurred pixels, of the same shape
	 */
	static NDArray of(NDArray pixels) {
		Shape shape = pixels.getShape();
		NDManager manager = pixels.getManager();
		double deviation = DEVIATION * Math.max(shape.get(2), shape.get(3));
		try (NDArray rows = matrix(manager, (int) shape.get(2), deviation);
				NDArray columns = matrix(manager, (int) shape.get(3), deviation);
				NDArray transposed = columns.transpose();
				NDArray blurred = rows.matMul(pixels)) {
			return blurred.matMul(transposed);
		}
	}

	private static NDArray matrix(NDManager manager, int size, double deviation) {
		float[] weights = new float[size * size];
		for (int to = 0; to < size; to++) {
			double sum = 0;
			for (int from = 0; from < size; from++) {
				sum += weight(from - to, deviation);
			}
			for (int from = 0; from < size; from++) {
				weights[to * size + from] = (float) (weight(from - to, deviation) / sum);
			}
		}
		return manager.create(weights, new Shape(size, size));
	}

	private static double weight(int distance, double deviation) {
		return Math.exp(-distance * distance / (2 * deviation * deviation));
	}

}
