package io.heatlens.vit.input;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

import io.heatlens.image.DecodedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Resizing against its definition: first along the rows, rounded to 8 bits, then along
 * the columns, rounded again.
 */
class ResamplerTests {

	@ParameterizedTest
	@CsvSource({ "1, 1, 8, 8", "1, 40, 8, 8", "40, 1, 8, 8", "3, 5, 8, 8", "5, 3, 17, 9", "31, 31, 8, 8",
			"32, 64, 31, 8", "33, 97, 40, 70", "300, 200, 24, 16", "20, 300, 24, 16", "1000, 65, 3, 2", "1, 129, 8, 8",
			"2, 227, 45, 39", "7, 129, 8, 8" })
	void resampleEqualsTheDefinitionBitByBit(int width, int height, int columns, int rows) {
		byte[] rgb = new byte[3 * width * height];
		new Random(width * 1000L + height).nextBytes(rgb);
		Raster image = Raster.of(new DecodedImage("png", width, height, rgb), 3);
		InputSize crop = new InputSize((rows + 1) / 2, (columns + 1) / 2);
		int top = rows / 4;
		int left = columns / 4;
		for (ResampleFilter kind : ResampleFilter.values()) {
			byte[] found = new Resampler(kind)
				.resample(image, new long[] { rows, columns }, new long[] { top, left }, crop)
				.levels();
			boolean thin = height > 100 * width && rows < height;
			assertThat(found).as("%s", kind)
				.isEqualTo(thin ? expected(rgb, width, height, kind, rows, columns, top, left, crop, false)
						: expected(rgb, width, height, kind, rows, columns, top, left, crop, true));
		}
	}

	/** Against Pillow itself. The script beside the file made it. */
	@ParameterizedTest
	@CsvFileSource(files = "src/test/resources/preprocessing/pillow.csv", numLinesToSkip = 1)
	void resampleEqualsPillowBitByBit(int filter, int channels, int width, int height, int columns, int rows,
			long expected) {
		byte[] levels = new byte[channels * width * height];
		for (int i = 0; i < levels.length; i++) {
			long x = i / channels % width;
			long y = i / channels / width;
			long mixed = x * x * 7 + y * y * 13 + x * y * 5 + i % channels * 91L + 3;
			levels[i] = (byte) ((mixed * 2654435761L) >> 24);
		}
		CRC32 found = new CRC32();
		found.update(
				new Resampler(ResampleFilter.of(filter))
					.resample(new Raster(width, height, channels, levels), new long[] { rows, columns }, new long[2],
							new InputSize(rows, columns))
					.levels());
		assertThat(found.getValue()).isEqualTo(expected);
	}

	private static byte[] expected(byte[] rgb, int width, int height, ResampleFilter kind, int rows, int columns,
			int top, int left, InputSize crop, boolean across) {
		List<ResamplingWeights> down = weights(crop.height(), (i) -> weights(kind, height, rows, top + i));
		List<ResamplingWeights> along = weights(crop.width(), (i) -> weights(kind, width, columns, left + i));
		byte[] expected = new byte[3 * crop.width() * crop.height()];
		for (int i = 0; i < expected.length; i++) {
			int channel = i % 3;
			ResamplingWeights row = down.get(i / 3 / crop.width());
			ResamplingWeights column = along.get(i / 3 % crop.width());
			expected[i] = (byte) (across
					? mix(row, (y) -> mix(column, (x) -> rgb[3 * (y * width + x) + channel] & 0xff))
					: mix(column, (x) -> mix(row, (y) -> rgb[3 * (y * width + x) + channel] & 0xff)));
		}
		return expected;
	}

	private static List<ResamplingWeights> weights(int count, IntFunction<ResamplingWeights> weights) {
		return IntStream.range(0, count).mapToObj(weights).toList();
	}

	private static ResamplingWeights weights(ResampleFilter kind, int from, int to, int index) {
		return switch (kind) {
			case NEAREST -> ResamplingWeights.nearest(from, to, index);
			case LANCZOS -> ResamplingWeights.antialiased(from, to, index, 3, ResamplingWeights::lanczos);
			case BOX -> ResamplingWeights.antialiased(from, to, index, 0.5, ResamplingWeights::box);
			case HAMMING -> ResamplingWeights.antialiased(from, to, index, 1, ResamplingWeights::hamming);
			case BILINEAR -> ResamplingWeights.antialiased(from, to, index, 1, ResamplingWeights::linear);
			case BICUBIC -> ResamplingWeights.antialiased(from, to, index, 2,
					(distance) -> ResamplingWeights.cubic(distance, -0.5));
		};
	}

	private static int mix(ResamplingWeights weights, IntFunction<Integer> level) {
		long sum = 1 << 21;
		for (int i = 0; i < weights.index().length; i++) {
			sum += Math.round(weights.weight()[i] * (1 << 22)) * level.apply(weights.index()[i]);
		}
		return (int) Math.min(Math.max(sum >> 22, 0), 255);
	}

}
