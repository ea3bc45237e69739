package io.heatlens.explain.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Gaussian blur, computed as two matrix products. The weights of pixels beyond the edge
 * are left out.
 */
public final class GaussianBlur {

	private GaussianBlur() {
	}

	/**
	 * Blurs an image.
	 * @param pixels the pixels, shape (1, channels, height, width)
	 * @param relative the standard deviation relative to the longer side of the image,
	 * above 0
	 * @return the blurred pixels, of the same shape
	 */
	public static NDArray of(NDArray pixels, double relative) {
		Shape shape = pixels.getShape();
		NDManager manager = pixels.getManager();
		double deviation = relative * Math.max(shape.get(2), shape.get(3));
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
