package io.heatlens.vit.input;

import java.util.Arrays;
import java.util.List;

import io.heatlens.image.DecodedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Sizes, offsets and normalisation as Pillow, torchvision and Hugging Face compute them.
 */
class PreprocessingTests {

	private static final List<Float> ZEROS = List.of(0f, 0f, 0f);

	private static final List<Float> ONES = List.of(1f, 1f, 1f);

	private static final PreprocessingSources SOURCES = new PreprocessingSources("", "", "", "", "", "");

	@Test
	void nearestEqualsPillow() {
		byte[] rgb = new byte[3 * 35];
		for (int i = 0; i < 35; i++) {
			rgb[3 * i] = (byte) i;
		}
		Preprocessing nearest = new Preprocessing(new Resize(Resize.Mode.EXACT, 3, 4, ResampleFilter.NEAREST),
				new InputSize(3, 4), Preprocessing.Offset.FLOOR, Preprocessing.Padding.BLACK, 1, ZEROS, ONES, SOURCES);
		assertThat(prepare(nearest, new DecodedImage("png", 7, 5, rgb))).startsWith(0, 2, 4, 6, 14, 16, 18, 20, 28, 30,
				32, 34);
	}

	@ParameterizedTest
	@EnumSource(Resize.Mode.class)
	void narrowImageOfMillionsOfPixelsTakesLittleTimeAndMemory(Resize.Mode mode) {
		byte[] rgb = new byte[3 * 5_000_000];
		Arrays.fill(rgb, (byte) 90);
		Preprocessing prepared = new Preprocessing(new Resize(mode, 256, 256, ResampleFilter.BICUBIC),
				new InputSize(224, 224), Preprocessing.Offset.FLOOR, Preprocessing.Padding.BLACK, 1, ZEROS, ONES,
				SOURCES);
		float[] pixels = prepare(prepared, new DecodedImage("png", 1, 5_000_000, rgb));
		assertThat(pixels).hasSize(3 * 224 * 224).contains(90);
		if (mode != Resize.Mode.FIT) {
			assertThat(pixels).containsOnly(90);
		}
	}

	@Test
	void channelsAreNormalisedByTheirOwnNumbers() {
		Preprocessing normalising = new Preprocessing(new Resize(Resize.Mode.EXACT, 1, 1, ResampleFilter.BILINEAR),
				new InputSize(1, 1), Preprocessing.Offset.FLOOR, Preprocessing.Padding.BLACK, 1 / 255f,
				List.of(0.1f, 0.2f, 0.3f), List.of(0.5f, 0.25f, 0.125f), SOURCES);
		assertThat(prepare(normalising, new DecodedImage("png", 1, 1, new byte[] { (byte) 255, 51, 0 })))
			.containsExactly(new float[] { 1.8f, 0, -2.4f }, within(1e-6f));
	}

	@ParameterizedTest
	@CsvSource({ "FLOOR, 235, 224, 5", "FLOOR, 231, 224, 3", "HALF_EVEN, 235, 224, 6", "HALF_EVEN, 231, 224, 4",
			"HALF_EVEN, 233, 224, 4", "FLOOR, 224, 224, 0", "HALF_EVEN, 225, 224, 0" })
	void restBesideTheCropIsRoundedAsTheLibraryDoes(Preprocessing.Offset offset, int size, int crop, int expected) {
		assertThat(offset.of(size, crop)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "SHORTEST_EDGE, 256, 256, 300, 451, 256, 384", "SHORTEST_EDGE, 256, 256, 451, 300, 384, 256",
			"SHORTEST_EDGE, 256, 256, 17, 17, 256, 256", "EXACT, 160, 224, 300, 451, 160, 224",
			"FILL, 177, 248, 300, 451, 177, 266", "FILL, 177, 248, 600, 400, 372, 248" })
	void imageIsResizedTo(Resize.Mode mode, int height, int width, int imageHeight, int imageWidth, int newHeight,
			int newWidth) {
		assertThat(new Resize(mode, height, width, ResampleFilter.BICUBIC).of(imageHeight, imageWidth))
			.containsExactly(newHeight, newWidth);
	}

	private static float[] prepare(Preprocessing preprocessing, DecodedImage image) {
		return preprocessing.prepare(image).pixels();
	}

}
