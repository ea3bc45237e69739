package io.heatlens.localisation;

import java.util.List;

import io.heatlens.scenes.Scene.Box;
import io.heatlens.vit.input.Region;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scores of maps of two cells, worked out by hand.
 */
class ScoreTests {

	private static final Box LEFT = new Box(0, 0, 8, 8);

	private static final Box RIGHT = new Box(8, 0, 8, 8);

	@Test
	void ofOneItemHasNoDiscrimination() {
		assertThat(Score.of(List.of(map(3, 1)), List.of(LEFT))).containsExactly(new Score(1, 0.75, Double.NaN));
	}

	@Test
	void ofTwoItemsMeasuresEachMapWithItsOwnBox() {
		assertThat(Score.of(List.of(map(3, 1), map(1, 4)), List.of(LEFT, RIGHT))).containsExactly(new Score(1, 0.75, 1),
				new Score(1, 0.8, 1));
	}

	@Test
	void ofTwoItemsWithTheSameMapDiscriminatesOne() {
		assertThat(Score.of(List.of(map(3, 1), map(3, 1)), List.of(LEFT, RIGHT))).containsExactly(new Score(1, 0.75, 1),
				new Score(0, 0.25, 0));
	}

	@Test
	void ofTwoItemsWithEqualEnergyDiscriminatesNone() {
		assertThat(Score.of(List.of(map(1, 1), map(1, 1)), List.of(LEFT, RIGHT))).extracting(Score::discrimination)
			.containsExactly(0.0, 0.0);
	}

	private static EvidenceMap map(float left, float right) {
		return new EvidenceMap(new float[][] { { left, right } }, new Region(0, 0, 16, 8));
	}

}
