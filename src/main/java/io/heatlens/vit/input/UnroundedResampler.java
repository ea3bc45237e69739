package io.heatlens.vit.input;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Resizes images as torchvision resizes tensors of floating-point numbers: with the
 * filters of {@link Resampler}, but without rounding to 8 bits.
 *
 * @param filter the filter, antialiased unless it is the nearest pixel
 */
record UnroundedResampler(ResampleFilter filter) {

	/**
	 * Resizes an image and crops the result.
	 * @param image the upright image
	 * @param size the height and width of the resized image
	 * @param offset the top and left edge of the crop in the resized image
	 * @param crop the size of the crop
	 * @return the levels of the crop, crop height x crop width x channels, not always
	 * within 0 to 255
	 */
	float[] resample(Raster image, long[] size, long[] offset, InputSize crop) {
		ResamplingWeights[] rows = weights(image.height(), size[0], offset[0], crop.height());
		ResamplingWeights[] columns = weights(image.width(), size[1], offset[1], crop.width());
		float[] levels = new float[crop.height() * crop.width() * image.channels()];
		int stride = crop.width() * image.channels();
		// Only one new row is held in the width of the image, since an image may be thin.
		double[] row = new double[image.stride()];
		for (int y = 0; y < rows.length; y++) {
			mixRows(image, rows[y], row);
			mixColumns(row, columns, image.channels(), levels, y * stride);
		}
		return levels;
	}

	private ResamplingWeights[] weights(int from, long to, long offset, int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> this.filter.weights(from, to, offset + i))
			.toArray(ResamplingWeights[]::new);
	}

	private static void mixRows(Raster image, ResamplingWeights weights, double[] row) {
		Arrays.fill(row, 0);
		for (int i = 0; i < weights.index().length; i++) {
			int at = weights.index()[i] * image.stride();
			double weight = weights.weight()[i];
			for (int x = 0; x < row.length; x++) {
				row[x] += weight * (image.levels()[at + x] & 0xff);
			}
		}
	}

	private static void mixColumns(double[] row, ResamplingWeights[] columns, int channels, float[] levels, int at) {
		for (int x = 0; x < columns.length; x++) {
			for (int channel = 0; channel < channels; channel++) {
				double sum = 0;
				for (int i = 0; i < columns[x].index().length; i++) {
					sum += columns[x].weight()[i] * row[columns[x].index()[i] * channels + channel];
				}
				levels[at + x * channels + channel] = (float) sum;
			}
		}
	}

}
