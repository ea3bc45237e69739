package io.heatlens.image;

import java.nio.ByteBuffer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The eight orientations of EXIF, on the picture {@code AB / CD / EF}.
 */
class OrientationTests {

	@ParameterizedTest
	@CsvSource({ "0, AB/CD/EF", "1, AB/CD/EF", "2, BA/DC/FE", "3, FE/DC/BA", "4, EF/CD/AB", "5, ACE/BDF", "6, ECA/FDB",
			"7, FDB/ECA", "8, BDF/ACE", "9, AB/CD/EF" })
	void uprightTurnsAsExifSays(int orientation, String expected) {
		DecodedImage image = Orientation.of(ByteBuffer.wrap(FileBuilder.exif(orientation)))
			.upright(new DecodedImage("png", 2, 3, pixels("ABCDEF")));
		assertThat(image.rgb()).isEqualTo(pixels(expected.replace("/", "")));
		assertThat(image.width()).isEqualTo(expected.indexOf('/'));
	}

	private static byte[] pixels(String letters) {
		byte[] rgb = new byte[3 * letters.length()];
		for (int i = 0; i < rgb.length; i++) {
			rgb[i] = (byte) (letters.charAt(i / 3) + i % 3);
		}
		return rgb;
	}

}
