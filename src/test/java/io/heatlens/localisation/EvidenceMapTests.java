package io.heatlens.localisation;

import io.heatlens.scenes.Scene.Box;
import io.heatlens.vit.input.Region;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Maps of four cells over pictures of 4 x 4 pixels, worked out by hand.
 */
class EvidenceMapTests {

	private static final Region WHOLE = new Region(0, 0, 4, 4);

	private static final float[][] CELLS = { { 1, 2 }, { 3, 10 } };

	private static final Box LOWER_RIGHT = new Box(2, 2, 2, 2);

	@Test
	void pointingWhenTheHottestCellIsInTheBoxIs1() {
		assertThat(new EvidenceMap(CELLS, WHOLE).pointing(LOWER_RIGHT)).isEqualTo(1);
	}

	@Test
	void pointingWhenTheHottestCellIsOutsideIs0() {
		assertThat(new EvidenceMap(CELLS, WHOLE).pointing(new Box(0, 2, 2, 2))).isEqualTo(0);
	}

	@Test
	void pointingWhenTheBoxCoversTheHottestCellButNotItsCentreIs0() {
		assertThat(new EvidenceMap(CELLS, WHOLE).pointing(new Box(0, 0, 3, 3))).isEqualTo(0);
	}

	@Test
	void pointingWhenTwoCellsAreHottestIsShared() {
		assertThat(new EvidenceMap(new float[][] { { 1, 7 }, { 3, 7 } }, WHOLE).pointing(LOWER_RIGHT)).isEqualTo(0.5);
	}

	@Test
	void pointingWithoutPositiveEvidenceIs0() {
		assertThat(new EvidenceMap(new float[][] { { -3, -2 }, { -2, -1 } }, WHOLE).pointing(LOWER_RIGHT)).isEqualTo(0);
	}

	@Test
	void energyIsTheShareInTheBox() {
		assertThat(new EvidenceMap(CELLS, WHOLE).energy(LOWER_RIGHT)).isEqualTo(10.0 / 16);
	}

	@Test
	void energyOfACellCountsByTheAreaCovered() {
		// half of 1, half of 2, a quarter of 3 and a quarter of 10
		assertThat(new EvidenceMap(CELLS, WHOLE).energy(new Box(1, 0, 2, 3))).isEqualTo(4.75 / 16);
	}

	@Test
	void energyLeavesNegativeEvidenceOut() {
		assertThat(new EvidenceMap(new float[][] { { -5, 1 }, { -1, 3 } }, WHOLE).energy(LOWER_RIGHT)).isEqualTo(0.75);
	}

	@Test
	void energyWithoutPositiveEvidenceIs0() {
		assertThat(new EvidenceMap(new float[2][2], WHOLE).energy(LOWER_RIGHT)).isEqualTo(0);
	}

	@Test
	void cellsLieInTheRegionTheyCover() {
		EvidenceMap map = new EvidenceMap(CELLS, new Region(10, 20, 4, 8));
		assertThat(map.pointing(new Box(12, 24, 2, 4))).isEqualTo(1);
		assertThat(map.energy(new Box(12, 24, 2, 4))).isEqualTo(10.0 / 16);
	}

	@Test
	void rowsGoDownAndColumnsAcross() {
		EvidenceMap map = new EvidenceMap(new float[][] { { 1, 2, 5 } }, new Region(0, 0, 6, 4));
		assertThat(map.pointing(new Box(4, 0, 2, 4))).isEqualTo(1);
		assertThat(map.energy(new Box(4, 0, 2, 2))).isEqualTo(2.5 / 8);
	}

}
