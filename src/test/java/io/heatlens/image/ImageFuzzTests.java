package io.heatlens.image;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heatlens.Effort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Decoding of any bytes ends soon and takes little memory, with a picture or with an
 * exception of this package. Checks the seeds; with {@code JAZZER_FUZZ=1} it searches for
 * further inputs.
 */
class ImageFuzzTests {

	private static final int PIXELS = 100_000;

	private final ImageDecoder decoder = Decoders.decoder(PIXELS);

	@FuzzTest(maxDuration = "30m")
	void decode(byte[] file) {
		Effort.assertSmall(() -> {
			try {
				DecodedImage image = this.decoder.decode(file, Alpha.DROP);
				assertThat(image.width() * image.height()).isBetween(1, PIXELS);
			}
			catch (ImageException ex) {
				assertThat(ex.getMessage()).isNotBlank().doesNotContain("Exception", "java.", "/tmp");
			}
		});
	}

}
