package io.heatlens.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.util.unit.DataSize;

/**
 * A decoder with the default limits, and the golden files.
 */
final class Decoders {

	static final Path GOLDEN = Path.of("src/test/resources/golden/images/decode");

	private Decoders() {
	}

	static ImageDecoder decoder() {
		return decoder(50_000_000);
	}

	static ImageDecoder decoder(long maxPixels) {
		return new ImageDecoder(new UploadLimits(DataSize.ofMegabytes(10), maxPixels, 200_000_000, Alpha.DROP));
	}

	static byte[] golden(String file) {
		try {
			return Files.readAllBytes(GOLDEN.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> goldenFiles() {
		try (Stream<Path> files = Files.list(GOLDEN)) {
			return files.map((path) -> path.getFileName().toString())
				.filter((name) -> !name.startsWith("expected-") && !name.endsWith(".json"))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static double meanDifference(byte[] found, byte[] expected) {
		double sum = 0;
		for (int i = 0; i < expected.length; i++) {
			sum += Math.abs((found[i] & 0xff) - (expected[i] & 0xff));
		}
		return sum / expected.length;
	}

}
