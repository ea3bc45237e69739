package io.heatlens.vit;

import java.util.Arrays;
import java.util.stream.IntStream;

import ai.djl.modality.cv.Image.Interpolation;
import io.heatlens.image.DecodedImage;

/**
 * Resizes as Pillow does, but works out only what the crop keeps: a strip of one pixel
 * would otherwise take gigabytes once its shorter side is resized.
 *
 * @param interpolation nearest, bilinear or bicubic, antialiased
 */
record Resampler(Interpolation interpolation) {

	/** Of the weights, as Pillow's for 8-bit levels. */
	private static final int FRACTION_BITS = 22;

	private static final int ONE = 1 << FRACTION_BITS;

	/**
	 * Resizes and crops.
	 * @param image upright
	 * @param size of the resized image, height and width
	 * @param offset of the crop in it, top and left
	 * @param crop that is kept
	 * @return 8-bit levels, crop height x crop width x 3
	 */
	float[] resample(DecodedImage image, long[] size, long[] offset, InputSize crop) {
		Taps[] rows = taps(image.height(), size[0], offset[0], crop.height());
		Taps[] columns = taps(image.width(), size[1], offset[1], crop.width());
		// Pillow widens every row of a strip before it shortens the strip
		boolean strip = image.width() < crop.width() && image.height() > 16L * crop.height();
		byte[] levels = strip
				? resample(new DecodedImage(image.format(), image.width(), crop.height(),
						resample(image, rows, same(image.width()))), same(crop.height()), columns)
				: resample(image, rows, columns);
		float[] floats = new float[levels.length];
		for (int i = 0; i < levels.length; i++) {
			floats[i] = levels[i] & 0xff;
		}
		return floats;
	}

	private static Taps[] same(int count) {
		return IntStream.range(0, count).mapToObj((i) -> Taps.nearest(count, count, i)).toArray(Taps[]::new);
	}

	private static byte[] resample(DecodedImage image, Taps[] rows, Taps[] columns) {
		int[][] rowWeights = weights(rows);
		int[][] columnWeights = weights(columns);
		int left = columns[0].index()[0];
		long[] pair = new long[3 * (last(columns[columns.length - 1]) + 1 - left)];
		int[][] lines = new int[2][3 * columns.length];
		int[] sums = new int[lines[0].length * rows.length];
		int from = 0;
		int bottom = last(rows[rows.length - 1]);
		for (int top = rows[0].index()[0]; top <= bottom; top += lines.length) {
			pair(image, top, Math.min(top + 1, bottom), left, pair);
			shorten(pair, columns, columnWeights, lines[0], lines[1]);
			for (int y = top; y <= Math.min(top + 1, bottom); y++) {
				while (last(rows[from]) < y) {
					from++;
				}
				for (int row = from; row < rows.length && rows[row].index()[0] <= y; row++) {
					add(lines[y - top], rowWeights[row][y - rows[row].index()[0]], sums, row * lines[0].length);
				}
			}
		}
		byte[] levels = new byte[sums.length];
		for (int i = 0; i < sums.length; i++) {
			levels[i] = (byte) level(sums[i]);
		}
		return levels;
	}

	// Two rows in the halves of long numbers, so that one multiplication serves both.
	private static void pair(DecodedImage image, int upper, int lower, int left, long[] pair) {
		byte[] rgb = image.rgb();
		int above = 3 * (upper * image.width() + left);
		int below = 3 * (lower * image.width() + left);
		for (int i = 0; i < pair.length; i++) {
			pair[i] = (rgb[above + i] & 0xff) | ((long) (rgb[below + i] & 0xff) << Integer.SIZE);
		}
	}

	private Taps[] taps(int from, long to, long offset, int count) {
		return IntStream.range(0, count).mapToObj((i) -> switch (this.interpolation) {
			case NEAREST -> Taps.nearest(from, to, offset + i);
			case BILINEAR -> Taps.antialiased(from, to, offset + i, 1, Taps::linear);
			default -> Taps.antialiased(from, to, offset + i, 2, (distance) -> Taps.cubic(distance, -0.5));
		}).toArray(Taps[]::new);
	}

	private static int[][] weights(Taps[] taps) {
		return Arrays.stream(taps)
			.map((tap) -> Arrays.stream(tap.weight()).mapToInt((weight) -> (int) Math.round(weight * ONE)).toArray())
			.toArray(int[][]::new);
	}

	private static int last(Taps taps) {
		return taps.index()[taps.index().length - 1];
	}

	/** Pillow rounds to 8 bits between its two passes, too. */
	private static void shorten(long[] pair, Taps[] columns, int[][] weights, int[] upper, int[] lower) {
		int left = columns[0].index()[0];
		for (int column = 0; column < weights.length; column++) {
			long red = 0;
			long green = 0;
			long blue = 0;
			int at = 3 * (columns[column].index()[0] - left);
			for (int weight : weights[column]) {
				red += weight * pair[at];
				green += weight * pair[at + 1];
				blue += weight * pair[at + 2];
				at += 3;
			}
			split(red, upper, lower, 3 * column);
			split(green, upper, lower, 3 * column + 1);
			split(blue, upper, lower, 3 * column + 2);
		}
	}

	// the low 32 bits are the upper row's; where they are negative, they borrowed from
	// the others
	private static void split(long sums, int[] upper, int[] lower, int at) {
		upper[at] = level((int) sums);
		lower[at] = level((int) ((sums - (int) sums) >> Integer.SIZE));
	}

	private static void add(int[] line, int weight, int[] sums, int at) {
		for (int i = 0; i < line.length; i++) {
			sums[at + i] += weight * line[i];
		}
	}

	private static int level(int sum) {
		return Math.min(Math.max((sum + ONE / 2) >> FRACTION_BITS, 0), 255);
	}

}
