package io.heatlens.localisation;

import io.heatlens.image.DecodedImage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Baselines on tiny grids, worked out by hand.
 */
class BaselineTests {

	@Test
	void edgesOfAPlainPictureAreZero() {
		assertThat(new EdgeStrength(2).cells(greys(4, 200, 200, 200, 200)))
			.isDeepEqualTo(new float[][] { { 0, 0 }, { 0, 0 } });
	}

	@Test
	void edgesAreWhereThePictureChanges() {
		// Sobel gives 4 x 100 in the columns 3 and 4, half of a cell each
		float[] row = { 0, 200, 200, 0 };
		assertThat(new EdgeStrength(4).cells(greys(8, 50, 50, 50, 50, 150, 150, 150, 150)))
			.isDeepEqualTo(new float[][] { row, row, row, row });
	}

	@Test
	void centreBlobFallsToExpOfMinusTwoOneThirdOfThePictureAway() {
		float[][] cells = new CentreBlob(3).cells();
		assertThat(cells[1][1]).isEqualTo(1);
		assertThat(cells[0][1]).isEqualTo((float) Math.exp(-2), within(1e-6f));
		assertThat(cells[2][0]).isEqualTo((float) Math.exp(-4), within(1e-6f));
	}

	@Test
	void randomMapsOfOneSeedAreTheSame() {
		assertThat(new RandomMap(3, 5).cells()).isDeepEqualTo(new RandomMap(3, 5).cells());
	}

	private static DecodedImage greys(int size, int... columns) {
		byte[] rgb = new byte[3 * size * size];
		for (int i = 0; i < rgb.length; i++) {
			rgb[i] = (byte) columns[i / 3 % size];
		}
		return new DecodedImage("png", size, size, rgb);
	}

}
