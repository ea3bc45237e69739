package io.heatlens.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * JPEG files that hold the whole picture but do not end with it are read; those that end
 * within the picture are refused.
 */
class JpegEndTests {

	private static final int END = 2;

	private final ImageDecoder decoder = Decoders.decoder();

	static Stream<Arguments> endings() {
		byte[] noise = new byte[5000];
		new Random(20).nextBytes(noise);
		byte[] other = Decoders.golden("grey.jpg");
		Map<String, byte[]> endings = Map.of("nothing", new byte[0], "half a marker", new byte[] { (byte) 0xff },
				"zeros", new byte[700], "a trailer",
				new FileBuilder().bytes(new byte[8]).ascii("SEFHk\0\0\0SEFT").build(), "noise", noise, "another JPEG",
				other, "the end and noise", new FileBuilder().int16(0xffd9).bytes(noise).build(),
				"the end and another JPEG", new FileBuilder().int16(0xffd9).bytes(other).build(), "a damaged table",
				new FileBuilder().int16(0xffc4).int16(5).ascii("abc").int16(0xffd9).build(), "half a segment",
				new FileBuilder().int16(0xffe1).int16(50).ascii("abc").build());
		return Stream.of("baseline.jpg", "progressive.jpg", "grey.jpg", "cmyk.jpg", "exif-6.jpg")
			.flatMap((file) -> endings.entrySet()
				.stream()
				.map((ending) -> Arguments.of(file, ending.getKey(), ending.getValue())));
	}

	@ParameterizedTest(name = "{0} with {1}")
	@MethodSource("endings")
	void decodeReadsAWholePictureWhateverFollows(String file, String name, byte[] ending) {
		byte[] whole = Decoders.golden(file);
		byte[] changed = new FileBuilder().bytes(Arrays.copyOf(whole, whole.length - END)).bytes(ending).build();
		DecodedImage expected = this.decoder.decode(whole, Alpha.DROP);
		DecodedImage image = this.decoder.decode(changed, Alpha.DROP);
		assertThat(image.width()).as(name).isEqualTo(expected.width());
		assertThat(image.rgb()).as(name).isEqualTo(expected.rgb());
	}

	@ParameterizedTest
	@CsvSource({ "baseline.jpg, 3", "baseline.jpg, 20", "baseline.jpg, 600", "progressive.jpg, 3",
			"progressive.jpg, 20", "grey.jpg, 3", "cmyk.jpg, 4" })
	void decodeRefusesAPictureThatIsCut(String file, int missing) {
		byte[] whole = Decoders.golden(file);
		assertUnreadable(Arrays.copyOf(whole, whole.length - missing));
	}

	@Test
	void decodeRefusesAProgressiveFileThatEndsAfterAnyScanButTheLast() {
		byte[] whole = Decoders.golden("progressive.jpg");
		List<Integer> scans = Stream.iterate(2, (at) -> at < whole.length - 1, (at) -> at + 1)
			.filter((at) -> (whole[at] & 0xff) == 0xff && (whole[at + 1] & 0xff) == 0xda)
			.toList();
		assertThat(scans).hasSize(10);
		scans.forEach((at) -> assertUnreadable(Arrays.copyOf(whole, at)));
	}

	@ParameterizedTest
	@ValueSource(ints = { 65_535, 20_000 })
	void decodeRefusesAFileThatEndsInItsHeader(int length) {
		byte[] header = new FileBuilder().int16(0xffd8).int16(0xffe1).int16(length).bytes(new byte[9000]).build();
		assertUnreadable(header);
	}

	@Test
	void decodeReadsAPhotoThatEndsWithTheTrailerOfItsPhone() throws IOException {
		DecodedImage image = this.decoder.decode(Files.readAllBytes(Path.of("src/test/resources/images/samsung.jpg")),
				Alpha.DROP);
		DecodedImage expected = this.decoder
			.decode(Files.readAllBytes(Path.of("src/test/resources/images/expected-samsung.png")), Alpha.DROP);
		assertThat(image.width()).isEqualTo(expected.width());
		assertThat(Decoders.meanDifference(image.rgb(), expected.rgb())).isLessThan(2);
	}

	private void assertUnreadable(byte[] file) {
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.decoder.decode(file, Alpha.DROP));
	}

}
