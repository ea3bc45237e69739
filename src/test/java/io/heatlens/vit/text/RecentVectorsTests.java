package io.heatlens.vit.text;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The texts that were asked for last are remembered.
 */
class RecentVectorsTests {

	private static final float[] VECTOR = { 1 };

	private final RecentVectors recent = new RecentVectors(2);

	@Test
	void leastRecentlyUsedTextIsForgotten() {
		this.recent.keep(Map.of("kept", VECTOR));
		this.recent.keep(Map.of("forgotten", VECTOR));
		assertThat(this.recent.find(List.of("kept"))).containsOnly(Map.entry("kept", VECTOR));
		this.recent.keep(Map.of("new", VECTOR));
		assertThat(this.recent.find(List.of("kept", "forgotten", "new"))).containsOnlyKeys("kept", "new");
	}

	@Test
	void moreTextsThanTheLimitAreNotKept() {
		this.recent.keep(Map.of("a", VECTOR, "b", VECTOR, "c", VECTOR));
		assertThat(this.recent.find(List.of("a", "b", "c"))).hasSize(2);
	}

}
