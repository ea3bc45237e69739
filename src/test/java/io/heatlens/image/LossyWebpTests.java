package io.heatlens.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lossy WebP against libwebp. Only the colours between two samples of chroma may differ,
 * which decoders interpolate differently.
 */
class LossyWebpTests {

	private static final Path FILES = Path.of("src/test/resources/webp");

	private final ImageDecoder decoder = Decoders.decoder();

	@ParameterizedTest
	@ValueSource(strings = { "fast", "dark", "fine" })
	void coloursAreThoseOfLibwebp(String name) throws IOException {
		byte[] found = decode(name + ".webp");
		byte[] expected = decode(name + ".png");
		assertThat(Decoders.meanDifference(found, expected)).isLessThan(3);
		assertThat(mean(found)).isBetween(mean(expected) - 1, mean(expected) + 1);
	}

	private byte[] decode(String file) throws IOException {
		return this.decoder.decode(Files.readAllBytes(FILES.resolve(file)), Alpha.DROP).rgb();
	}

	private static double mean(byte[] rgb) {
		double sum = 0;
		for (byte value : rgb) {
			sum += value & 0xff;
		}
		return sum / rgb.length;
	}

}
