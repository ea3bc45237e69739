package io.heatlens.vit.input;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Resizes images as Pillow does, but computes only the pixels that the crop keeps: an
 * image that is one pixel wide would otherwise take gigabytes once its shorter side is
 * resized.
 *
 * @param filter the filter, antialiased unless it is the nearest pixel
 */
record Resampler(ResampleFilter filter) {

	/** The precision of the weights, as in Pillow for 8-bit levels. */
	private static final int FRACTION_BITS = 22;

	private static final int ONE = 1 << FRACTION_BITS;

	/** The number of rows whose columns are resampled together. */
	private static final int STRIP = 32;

	/**
	 * Resizes an image and crops the result.
	 * @param image the upright image
	 * @param size the height and width of the resized image
	 * @param offset the top and left edge of the crop in the resized image
	 * @param crop the size of the crop
	 * @return the 8-bit levels of the crop, in the channels of the image
	 */
	Raster resample(Raster image, long[] size, long[] offset, InputSize crop) {
		Line[] rows = lines(image.height(), size[0], offset[0], crop.height());
		Line[] columns = lines(image.width(), size[1], offset[1], crop.width());
		// Pillow resamples the columns first, but the rows of a thin image that shrinks.
		boolean thin = image.height() > 100L * image.width() && size[0] < image.height();
		return thin ? resample(resample(image, rows, identity(image.width())), identity(crop.height()), columns)
				: resample(image, rows, columns);
	}

	private Line[] lines(int from, long to, long offset, int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> this.filter.weights(from, to, offset + i))
			.map(Line::of)
			.toArray(Line[]::new);
	}

	private static Line[] identity(int count) {
		return IntStream.range(0, count).mapToObj((i) -> new Line(i, new int[] { ONE })).toArray(Line[]::new);
	}

	private static Raster resample(Raster image, Line[] rows, Line[] columns) {
		int channels = image.channels();
		int[][] sums = new int[rows.length][channels * columns.length];
		int start = rows[0].first();
		int end = rows[rows.length - 1].end();
		int[][] strip = new int[Math.min(end - start, STRIP)][channels * columns.length];
		int widest = Arrays.stream(columns).mapToInt((column) -> column.weights().length).max().orElseThrow();
		int[][] window = new int[widest][channels * strip.length];
		int from = 0;
		for (int top = start; top < end; top += STRIP) {
			int count = Math.min(end - top, strip.length);
			resampleColumns(image, top, count, columns, window, strip);
			for (int y = top; y < top + count; y++) {
				while (rows[from].end() <= y) {
					from++;
				}
				for (int row = from; row < rows.length && rows[row].first() <= y; row++) {
					add(strip[y - top], rows[row].weights()[y - rows[row].first()], sums[row]);
				}
			}
		}
		byte[] levels = new byte[channels * columns.length * rows.length];
		int at = 0;
		for (int[] row : sums) {
			for (int sum : row) {
				levels[at++] = (byte) level(sum);
			}
		}
		return new Raster(columns.length, rows.length, channels, levels);
	}

	// Rounds to 8 bits, as Pillow does between its two passes.
	private static void resampleColumns(Raster image, int top, int count, Line[] columns, int[][] window,
			int[][] strip) {
		int channels = image.channels();
		int[] sums = new int[channels * strip.length];
		int next = 0;
		for (int to = 0; to < columns.length; to++) {
			int at = columns[to].first();
			for (next = Math.max(next, at); next < columns[to].end(); next++) {
				copyColumn(image, top, count, next, window[next % window.length]);
			}
			Arrays.fill(sums, 0);
			for (int weight : columns[to].weights()) {
				add(window[at++ % window.length], weight, sums);
			}
			for (int row = 0; row < count; row++) {
				strip[row][channels * to] = level(sums[channels * row]);
				if (channels == 3) {
					strip[row][3 * to + 1] = level(sums[3 * row + 1]);
					strip[row][3 * to + 2] = level(sums[3 * row + 2]);
				}
			}
		}
	}

	// The pixels of a column all get the same weight, so they are brought together.
	private static void copyColumn(Raster image, int top, int count, int column, int[] levels) {
		byte[] from = image.levels();
		int stride = image.stride();
		int pixel = top * stride + image.channels() * column;
		if (image.channels() == 1) {
			for (int at = 0; at < count; at++) {
				levels[at] = from[pixel] & 0xff;
				pixel += stride;
			}
			return;
		}
		for (int at = 0; at < 3 * count; at += 3) {
			levels[at] = from[pixel] & 0xff;
			levels[at + 1] = from[pixel + 1] & 0xff;
			levels[at + 2] = from[pixel + 2] & 0xff;
			pixel += stride;
		}
	}

	// Java 17 vectorises loops over arrays that begin at index 0.
	private static void add(int[] line, int weight, int[] sums) {
		for (int i = 0; i < sums.length; i++) {
			sums[i] += weight * line[i];
		}
	}

	private static int level(int sum) {
		return Math.min(Math.max((sum + ONE / 2) >> FRACTION_BITS, 0), 255);
	}

	/**
	 * {@link ResamplingWeights} of consecutive rows or columns, rounded as in Pillow.
	 *
	 * @param first the index of the first old row or column
	 * @param weights the weights of the first one and those that follow, in units of 1 /
	 * {@link #ONE}
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	private record Line(int first, int[] weights) {

		static Line of(ResamplingWeights exact) {
			int[] weights = new int[exact.weight().length];
			for (int i = 0; i < weights.length; i++) {
				weights[i] = (int) Math.round(exact.weight()[i] * ONE);
			}
			return new Line(exact.index()[0], weights);
		}

		int end() {
			return this.first + this.weights.length;
		}

	}

}
