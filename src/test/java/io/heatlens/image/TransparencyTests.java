package io.heatlens.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transparent pixels in all the ways in which formats write them, compared with what
 * Pillow's {@code convert("RGB")} gives.
 */
class TransparencyTests {

	private static final Path FILES = Path.of("src/test/resources/transparent");

	/** Their colours are compared by their mean: decoders smooth them differently. */
	private static final Set<String> LOSSY = Set.of("lossy.webp", "lossy-fading.webp");

	private static final Set<String> WITHOUT_ALPHA = Set.of("unspecified.tif");

	private final ImageDecoder decoder = Decoders.decoder();

	static List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(FILES)) {
			return files.map((path) -> path.getFileName().toString())
				.filter((name) -> !name.startsWith("expected-") && !name.endsWith(".py"))
				.sorted()
				.toList();
		}
	}

	@ParameterizedTest
	@MethodSource("files")
	void decodeThatDropsAlphaGivesWhatPillowGives(String file) throws IOException {
		DecodedImage image = decode(file, Alpha.DROP);
		DecodedImage expected = decode("expected-" + file.replace('.', '-') + ".png", Alpha.DROP);
		assertThat(image.width()).isEqualTo(expected.width());
		if (LOSSY.contains(file)) {
			assertThat(Decoders.meanDifference(image.rgb(), expected.rgb())).isLessThan(12);
		}
		else {
			assertThat(image.rgb()).isEqualTo(expected.rgb());
		}
	}

	@ParameterizedTest
	@MethodSource("files")
	void decodeWarnsAndNamesTheOtherChoice(String file) throws IOException {
		if (WITHOUT_ALPHA.contains(file)) {
			assertThat(decode(file, Alpha.DROP).warnings()).isEmpty();
			return;
		}
		assertThat(decode(file, Alpha.DROP).warnings()).singleElement()
			.asString()
			.startsWith("The image has transparent pixels. Their transparency was dropped")
			.contains("(alpha=drop", "With alpha=white ");
		assertThat(decode(file, Alpha.WHITE).warnings()).singleElement()
			.asString()
			.startsWith("The image has transparent pixels, which were put on white (alpha=white).")
			.contains("With alpha=drop ");
	}

	@ParameterizedTest
	@CsvSource({ "unassociated.tif, 0", "unassociated16-be.tif, 0", "planar.tif, 0", "lzw.tif, 0", "corel.tif, 0",
			"lossless.webp, 0", "v4.bmp, 0", "rgba16.png, 0", "five-bands.tif, 0", "associated.tif, 1",
			"associated16-be.tif, 1", "planar-associated.tif, 1", "deflated-associated.tif, 1",
			"five-bands-associated.tif, 1" })
	void decodeOnWhiteIsTheSameInAllEncodings(String file, int tolerance) throws IOException {
		byte[] expected = decode("rgba.png", Alpha.WHITE).rgb();
		byte[] found = decode(file, Alpha.WHITE).rgb();
		for (int i = 0; i < expected.length; i++) {
			assertThat(Math.abs((found[i] & 0xff) - (expected[i] & 0xff))).isLessThanOrEqualTo(tolerance);
		}
	}

	@ParameterizedTest
	@CsvSource({ "grey1-trns.png, 255", "grey2-trns.png, 85", "grey4-trns.png, 17", "grey8-trns.png, 1",
			"grey16-trns.png, 1" })
	void decodeOnWhiteReplacesTheTransparentGrey(String file, int grey) throws IOException {
		byte[] dropped = decode(file, Alpha.DROP).rgb();
		byte[] white = decode(file, Alpha.WHITE).rgb();
		assertThat(dropped).contains(grey);
		for (int i = 0; i < white.length; i++) {
			assertThat(white[i]).isEqualTo(((dropped[i] & 0xff) == grey) ? (byte) 255 : dropped[i]);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "palette18.webp", "palette200.webp", "palette256.webp" })
	void decodeOnWhiteReplacesTheBlackThatAPaletteLeavesOut(String file) throws IOException {
		byte[] dropped = decode(file, Alpha.DROP).rgb();
		byte[] white = decode(file, Alpha.WHITE).rgb();
		int replaced = 0;
		for (int i = 0; i < white.length; i += 3) {
			boolean black = dropped[i] == 0 && dropped[i + 1] == 0 && dropped[i + 2] == 0;
			assertThat(white[i]).isEqualTo(black ? (byte) 255 : dropped[i]);
			replaced += black ? 1 : 0;
		}
		assertThat(replaced).isPositive();
	}

	@Test
	void decodeOnWhiteSurroundsAFrameThatIsSmallerThanItsScreen() throws IOException {
		DecodedImage image = decode("larger-canvas-opaque.gif", Alpha.WHITE);
		DecodedImage dropped = decode("larger-canvas-opaque.gif", Alpha.DROP);
		for (int y = 0; y < image.height(); y++) {
			for (int x = 0; x < image.width(); x++) {
				int at = 3 * (y * image.width() + x);
				boolean inside = x >= 2 && x < 15 && y >= 1 && y < 10;
				assertThat(image.rgb()[at]).isEqualTo(inside ? dropped.rgb()[at] : (byte) 255);
			}
		}
	}

	@Test
	void decodeDoesNotWarnOfAlphaThatIsOpaqueEverywhere() {
		byte[] png = FileBuilder.png(2, 1, 8, 4).endPng(new byte[] { 0, 7, -1, 9, -1 }).build();
		DecodedImage image = this.decoder.decode(png, Alpha.DROP);
		assertThat(image.warnings()).isEmpty();
		assertThat(image.rgb()).containsExactly(7, 7, 7, 9, 9, 9);
	}

	private DecodedImage decode(String file, Alpha alpha) throws IOException {
		return this.decoder.decode(Files.readAllBytes(FILES.resolve(file)), alpha);
	}

}
