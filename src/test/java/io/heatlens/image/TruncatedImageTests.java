package io.heatlens.image;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A cut file of any format is refused, and never shown with a black rest.
 */
class TruncatedImageTests {

	private final ImageDecoder decoder = Decoders.decoder();

	static List<String> files() {
		return Decoders.goldenFiles();
	}

	@ParameterizedTest
	@MethodSource("files")
	void decodeRefusesEverySixteenth(String file) {
		byte[] whole = Decoders.golden(file);
		for (int sixteenths = 1; sixteenths < 16; sixteenths++) {
			byte[] cut = Arrays.copyOf(whole, whole.length * sixteenths / 16);
			assertThatExceptionOfType(UnreadableImageException.class).as(sixteenths + "/16")
				.isThrownBy(() -> this.decoder.decode(cut, Alpha.DROP));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "rgb.png", "lossy.webp", "raw.bmp" })
	void decodeRefusesAFileWithoutItsLastBytes(String file) {
		byte[] whole = Decoders.golden(file);
		byte[] cut = Arrays.copyOf(whole, whole.length - 2);
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.decoder.decode(cut, Alpha.DROP));
	}

	@ParameterizedTest
	@ValueSource(strings = { "baseline.jpg", "progressive.jpg", "grey.jpg" })
	void decodeRefusesAJpegCutInItsMiddleAndClosed(String file) {
		byte[] cut = Arrays.copyOf(Decoders.golden(file), Decoders.golden(file).length * 3 / 4);
		cut[cut.length - 2] = (byte) 0xff;
		cut[cut.length - 1] = (byte) 0xd9;
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.decoder.decode(cut, Alpha.DROP));
	}

}
