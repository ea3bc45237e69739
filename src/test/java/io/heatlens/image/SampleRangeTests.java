package io.heatlens.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Black and white of samples with 16 bits, and samples that are no unsigned integers.
 */
class SampleRangeTests {

	private static final int BLACK_IS_ZERO = 1;

	private final ImageDecoder decoder = Decoders.decoder();

	@Test
	void decodeTakesTheStatedWhite() {
		DecodedImage image = decode(tiff(BLACK_IS_ZERO, 281, 4095, 0, 819, 2048));
		assertThat(levels(image)).containsExactly(0, 51, 128);
		assertThat(image.warnings()).isEmpty();
	}

	@Test
	void decodeTakesTheStatedWhiteOf14Bits() {
		assertThat(levels(decode(tiff(BLACK_IS_ZERO, 281, 16_383, 0, 8192, 16_383)))).containsExactly(0, 128, 255);
	}

	@Test
	void decodeOfTwelveBitsTakesThePicturesRangeAndWarns() {
		DecodedImage image = decode(tiff(BLACK_IS_ZERO, 274, 1, 100, 1100, 4095));
		assertThat(levels(image)).containsExactly(0, 64, 255);
		assertThat(image.warnings()).singleElement()
			.asString()
			.contains("no value above 4095", "MaxSampleValue", "100 to 4095");
	}

	@Test
	void decodeOfADarkPictureOf16BitsLeavesItDark() {
		DecodedImage image = decode(tiff(BLACK_IS_ZERO, 274, 1, 0, 1000, 4096));
		assertThat(levels(image)).containsExactly(0, 4, 16);
		assertThat(image.warnings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "281, 65535", "281, 40000", "281, 2000" })
	void decodeLeavesTheWholeRangeWhereTheStatedOneDoesNotFit(int tag, int white) {
		assertThat(levels(decode(tiff(BLACK_IS_ZERO, tag, white, 0, 257, 39_321)))).containsExactly(0, 1, 153);
	}

	@Test
	void decodeLeavesAPictureOfOneColourAsItIs() {
		DecodedImage image = decode(tiff(BLACK_IS_ZERO, 274, 1, 514, 514, 514));
		assertThat(levels(image)).containsExactly(2, 2, 2);
		assertThat(image.warnings()).isEmpty();
	}

	@Test
	void decodeInvertsTheRangeIfZeroIsWhite() {
		assertThat(levels(decode(tiff(0, 281, 4095, 0, 819, 4095)))).containsExactly(255, 204, 0);
		DecodedImage measured = decode(tiff(0, 274, 1, 0, 200, 1000));
		assertThat(levels(measured)).containsExactly(255, 204, 0);
		assertThat(measured.warnings()).singleElement().asString().contains("0 to 1000");
	}

	@Test
	void decodeOfColoursKeepsTheirRatio() {
		byte[] png = FileBuilder.png(2, 1, 16, 2)
			.endPng(new FileBuilder().bytes((byte) 0)
				.int16(0)
				.int16(1000)
				.int16(2000)
				.int16(4000)
				.int16(400)
				.int16(0)
				.build())
			.build();
		DecodedImage image = decode(png);
		assertThat(image.rgb()).containsExactly(0, 64, 128, 255, 26, 0);
		assertThat(image.warnings()).hasSize(1);
	}

	@Test
	void decodeGivesTheSamePictureWhetherOrNotWhiteIsStated() throws IOException {
		DecodedImage stated = decode(file("gray12in16-MaxSampleValue.tif"));
		DecodedImage measured = decode(file("gray12in16.tif"));
		assertThat(measured.rgb()).isEqualTo(stated.rgb());
		assertThat(stated.warnings()).isEmpty();
		assertThat(measured.warnings()).singleElement().asString().contains("0 to 4095");
	}

	@ParameterizedTest
	@CsvSource({ "2, signed 16-bit integers", "3, 16-bit floating-point numbers", "6, complex numbers" })
	void decodeSaysWhichSamplesItFound(int format, String found) {
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> decode(tiff(BLACK_IS_ZERO, 339, format, 0, 1, 2)))
			.withMessageStartingWith(
					"The image has samples of an unsupported type: expected unsigned integers of 1 to 16 bits, found %s. "
						.formatted(found));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void decodeReadsSamplesThatAreUnsignedOrOfNoStatedFormat(int format) {
		assertThat(levels(decode(tiff(BLACK_IS_ZERO, 339, format, 0, 257, 65_535)))).containsExactly(0, 1, 255);
	}

	@Test
	void decodeRefusesComputedTomographyWithItsReason() throws IOException {
		byte[] file = file("int16-CT.tif");
		assertThatExceptionOfType(UnreadableImageException.class).isThrownBy(() -> decode(file))
			.withMessageContaining("found signed 16-bit integers. ");
	}

	private DecodedImage decode(byte[] file) {
		return this.decoder.decode(file, Alpha.DROP);
	}

	private static byte[] file(String name) throws IOException {
		return Files.readAllBytes(Path.of("src/test/resources/images", name));
	}

	private static int[] levels(DecodedImage image) {
		int[] levels = new int[image.width()];
		for (int i = 0; i < levels.length; i++) {
			levels[i] = image.rgb()[3 * i] & 0xff;
		}
		return levels;
	}

	/** Three grey pixels of 16 bits beside each other, with one tag more. */
	private static byte[] tiff(int photometric, int tag, int value, int... samples) {
		FileBuilder tiff = new FileBuilder().ascii("MM\0*").int32(8).int16(9);
		int[][] tags = { { 256, 3 }, { 257, 1 }, { 258, 16 }, { 259, 1 }, { 262, photometric }, { 273, 122 },
				{ 278, 1 }, { 279, 6 }, { tag, value } };
		for (int[] entry : tags) {
			tiff.int16(entry[0]).int16(3).int32(1).int16(entry[1]).int16(0);
		}
		tiff.int32(0);
		for (int sample : samples) {
			tiff.int16(sample);
		}
		return tiff.build();
	}

}
