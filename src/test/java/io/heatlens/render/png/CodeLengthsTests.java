package io.heatlens.render.png;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lengths of optimal codes, and their limit.
 */
class CodeLengthsTests {

	@Test
	void rareSymbolsHaveLongCodes() {
		assertThat(CodeLengths.of(new int[] { 5, 0, 1, 2, 9, 1 }, 15)).containsExactly(2, 0, 4, 3, 1, 4);
	}

	@Test
	void equalSymbolsHaveEqualCodes() {
		int[] counts = new int[256];
		Arrays.fill(counts, 100_000);
		assertThat(CodeLengths.of(counts, 15)).containsOnly(8);
	}

	// Counts of which each is the sum of all before it, so that the best code is a chain
	@ParameterizedTest
	@ValueSource(ints = { 8, 15, 24 })
	void noCodeIsLongerThanAllowed(int longest) {
		int[] counts = new int[24];
		counts[0] = 1;
		counts[1] = 1;
		for (int symbol = 2; symbol < counts.length; symbol++) {
			counts[symbol] = counts[symbol - 1] + counts[symbol - 2];
		}
		int[] lengths = CodeLengths.of(counts, longest);
		assertThat(Arrays.stream(lengths).max().orElseThrow()).isLessThanOrEqualTo(longest);
		assertThat(CodeLengths.of(counts, 100)).contains(23);
		// Kraft 1949: every string of bits begins with a code
		assertThat(Arrays.stream(lengths).mapToDouble((length) -> Math.pow(2, -length)).sum()).isEqualTo(1);
	}

}
