package io.heatlens.vit.input;

import java.util.Arrays;
import java.util.stream.IntStream;

import io.heatlens.image.DecodedImage;

/**
 * Resizes as Pillow does, but works out only what the crop keeps: a strip of one pixel
 * would otherwise take gigabytes once its shorter side is resized.
 *
 * @param filter nearest, bilinear or bicubic, antialiased
 */
record Resampler(ResampleFilter filter) {

	/** Of the weights, as Pillow's for 8-bit levels. */
	private static final int FRACTION_BITS = 22;

	private static final int ONE = 1 << FRACTION_BITS;

	/** How many rows are shortened together. */
	private static final int STRIP = 32;

	/**
	 * Resizes and crops.
	 * @param image upright
	 * @param size of the resized image, height and width
	 * @param offset of the crop in it, top and left
	 * @param crop that is kept
	 * @return 8-bit levels, crop height x crop width x 3
	 */
	byte[] resample(DecodedImage image, long[] size, long[] offset, InputSize crop) {
		Line[] rows = lines(image.height(), size[0], offset[0], crop.height());
		Line[] columns = lines(image.width(), size[1], offset[1], crop.width());
		// Pillow widens every row of a thin picture before it shortens it
		boolean thin = image.width() < crop.width() && image.height() > 16L * crop.height();
		return thin
				? resample(new DecodedImage(image.format(), image.width(), crop.height(),
						resample(image, rows, same(image.width()))), same(crop.height()), columns)
				: resample(image, rows, columns);
	}

	private Line[] lines(int from, long to, long offset, int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> this.filter.weights(from, to, offset + i))
			.map(Line::of)
			.toArray(Line[]::new);
	}

	private static Line[] same(int count) {
		return IntStream.range(0, count).mapToObj((i) -> new Line(i, new int[] { ONE })).toArray(Line[]::new);
	}

	private static byte[] resample(DecodedImage image, Line[] rows, Line[] columns) {
		int[][] sums = new int[rows.length][3 * columns.length];
		int start = rows[0].first();
		int end = rows[rows.length - 1].end();
		int[][] strip = new int[Math.min(end - start, STRIP)][3 * columns.length];
		int widest = Arrays.stream(columns).mapToInt((column) -> column.weights().length).max().orElseThrow();
		int[][] window = new int[widest][3 * strip.length];
		int from = 0;
		for (int top = start; top < end; top += STRIP) {
			int count = Math.min(end - top, strip.length);
			shorten(image, top, count, columns, window, strip);
			for (int y = top; y < top + count; y++) {
				while (rows[from].end() <= y) {
					from++;
				}
				for (int row = from; row < rows.length && rows[row].first() <= y; row++) {
					add(strip[y - top], rows[row].weights()[y - rows[row].first()], sums[row]);
				}
			}
		}
		byte[] levels = new byte[3 * columns.length * rows.length];
		int at = 0;
		for (int[] row : sums) {
			for (int sum : row) {
				levels[at++] = (byte) level(sum);
			}
		}
		return levels;
	}

	/** Pillow rounds to 8 bits between its two passes, too. */
	private static void shorten(DecodedImage image, int top, int count, Line[] columns, int[][] window, int[][] strip) {
		int[] sums = new int[3 * strip.length];
		int next = 0;
		for (int to = 0; to < columns.length; to++) {
			int at = columns[to].first();
			for (next = Math.max(next, at); next < columns[to].end(); next++) {
				turn(image, top, count, next, window[next % window.length]);
			}
			Arrays.fill(sums, 0);
			for (int weight : columns[to].weights()) {
				add(window[at++ % window.length], weight, sums);
			}
			for (int row = 0; row < count; row++) {
				for (int channel = 0; channel < 3; channel++) {
					strip[row][3 * to + channel] = level(sums[3 * row + channel]);
				}
			}
		}
	}

	// A column of a strip as an array: its pixels all get the same weight
	private static void turn(DecodedImage image, int top, int count, int column, int[] levels) {
		byte[] rgb = image.rgb();
		int stride = 3 * image.width();
		int pixel = top * stride + 3 * column;
		for (int at = 0; at < 3 * count; at += 3) {
			levels[at] = rgb[pixel] & 0xff;
			levels[at + 1] = rgb[pixel + 1] & 0xff;
			levels[at + 2] = rgb[pixel + 2] & 0xff;
			pixel += stride;
		}
	}

	// Java 17 vectorises loops over arrays from index 0 on
	private static void add(int[] line, int weight, int[] sums) {
		for (int i = 0; i < sums.length; i++) {
			sums[i] += weight * line[i];
		}
	}

	private static int level(int sum) {
		return Math.min(Math.max((sum + ONE / 2) >> FRACTION_BITS, 0), 255);
	}

	/**
	 * {@link ResamplingWeights} that follow each other, with Pillow's weights.
	 *
	 * @param first of the old ones
	 * @param weights of it and those that follow, in units of 1 / {@link #ONE}
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	private record Line(int first, int[] weights) {

		static Line of(ResamplingWeights taps) {
			int[] weights = new int[taps.weight().length];
			for (int i = 0; i < weights.length; i++) {
				weights[i] = (int) Math.round(taps.weight()[i] * ONE);
			}
			return new Line(taps.index()[0], weights);
		}

		int end() {
			return this.first + this.weights.length;
		}

	}

}
