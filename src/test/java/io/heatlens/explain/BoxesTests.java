package io.heatlens.explain;

import java.util.List;

import io.heatlens.explain.method.RawMap;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.Region;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Boxes and choices of patches of a map of 3 x 4 patches, by hand.
 */
class BoxesTests {

	private static final float[] MAP = { //
			4, 0, 0, 1, //
			2, 0, 3, 0, //
			0, -9, 3, 0 };

	private static final Region WHOLE = new Region(0, 0, 40, 30);

	private static List<Box> boxes(Region region, int width, int height, Selection selection) {
		return new Boxes(new RawMap(new Grid(3, 4), MAP), region, width, height).around(selection);
	}

	@Test
	void thresholdSelectsAShareOfTheMaximum() {
		assertThat(new Selection.Threshold(0.5).of(MAP)).containsExactly(true, false, false, false, true, false, true,
				false, false, false, true, false);
		assertThat(new Selection.Threshold(1).of(MAP)).containsExactly(true, false, false, false, false, false, false,
				false, false, false, false, false);
	}

	@Test
	void thresholdOf0SelectsAllThatIsPositive() {
		assertThat(new Selection.Threshold(0).of(MAP)).containsExactly(true, false, false, true, true, false, true,
				false, false, false, true, false);
	}

	@Test
	void massSelectsTheFewestPatchesThatHoldTheShare() {
		// 13 in all: 4 and 3 are 7, which is more than half, and 4 is not
		assertThat(new Selection.Mass(0.5).of(MAP)).containsExactly(true, false, false, false, false, false, true,
				false, false, false, false, false);
		assertThat(new Selection.Mass(4 / 13.0).of(MAP)).containsExactly(true, false, false, false, false, false, false,
				false, false, false, false, false);
		assertThat(new Selection.Mass(1).of(MAP)).isEqualTo(new Selection.Threshold(0).of(MAP));
	}

	@Test
	void boxesSurroundPatchesThatShareEdgesTheMostEvidenceFirst() {
		assertThat(boxes(WHOLE, 40, 30, new Selection.Threshold(0))).containsExactly(new Box(0, 0, 10, 20, 6),
				new Box(20, 10, 10, 20, 6), new Box(30, 0, 10, 10, 1));
	}

	@Test
	void boxesDoNotWrapAroundTheEdge() {
		RawMap map = new RawMap(new Grid(2, 2), new float[] { 0, 1, 2, 0 });
		assertThat(new Boxes(map, new Region(0, 0, 2, 2), 2, 2).around(new Selection.Threshold(0)))
			.containsExactly(new Box(0, 1, 1, 1, 2), new Box(1, 0, 1, 1, 1));
	}

	@Test
	void boxesOfACropLieInTheOriginal() {
		assertThat(boxes(new Region(100, 50, 60, 45), 260, 145, new Selection.Threshold(1)))
			.containsExactly(new Box(100, 50, 15, 15, 4));
	}

	@Test
	void boxesHaveThePixelsWhoseCentresLieInTheirPatches() {
		// patches of 2.5 x 2.5 pixels: the third column has the centres 5.5 and 6.5
		assertThat(boxes(new Region(0, 0, 10, 7.5), 10, 8, new Selection.Mass(0.6)))
			.containsExactly(new Box(5, 2, 2, 5, 6), new Box(0, 0, 2, 2, 4));
	}

	@Test
	void boxesInABorderAreCutOrLeftOut() {
		assertThat(boxes(new Region(-10, 0, 40, 30), 20, 30, new Selection.Threshold(0)))
			.containsExactly(new Box(10, 10, 10, 20, 6));
	}

	@Test
	void boxesOfPatchesThatAreSmallerThanAPixelHaveThePixelThatTheyLieIn() {
		assertThat(boxes(new Region(0, 0, 1, 1), 1, 1, new Selection.Threshold(1)))
			.containsExactly(new Box(0, 0, 1, 1, 4));
	}

}
