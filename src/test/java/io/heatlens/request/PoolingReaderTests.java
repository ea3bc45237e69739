package io.heatlens.request;

import java.util.List;

import io.heatlens.explain.method.AveragePooling;
import io.heatlens.vit.input.Grid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Pooling of a grid of 6 rows and 10 columns, with the defaults and limits of torch's
 * {@code avg_pool2d}.
 */
class PoolingReaderTests {

	@Test
	void readWithoutPoolIsNull() {
		assertThat(read("")).isNull();
	}

	@Test
	void readOfPoolAloneHasTheDefaultsOfTorch() {
		assertThat(read("pool=2x3"))
			.isEqualTo(new AveragePooling(new Grid(2, 3), new Grid(2, 3), new Grid(0, 0), false, true));
	}

	@Test
	void readTakesEveryParameter() {
		assertThat(read("pool=4x5&pool.stride=2x3&pool.padding=2x1&pool.ceil-mode=true&pool.count-include-pad=false"))
			.isEqualTo(new AveragePooling(new Grid(4, 5), new Grid(2, 3), new Grid(2, 1), true, false));
	}

	@ParameterizedTest
	@CsvSource({ "pool.stride, 2", "pool.padding, 0", "pool.ceil-mode, true", "pool.count-include-pad, false" })
	void readRefusesTheOtherParametersWithoutPool(String name, String value) {
		assertRefused(name + "=" + value, name, "pool");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool=2&pool.padding=1", "pool=3&pool.padding=1", "pool=4x2&pool.padding=2x1" })
	void readTakesPaddingUpToHalfTheWindow(String query) {
		assertThat(read(query)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool=2&pool.padding=2", "pool=3&pool.padding=2", "pool=4x2&pool.padding=1x2",
			"pool=2x4&pool.padding=2x1" })
	void readRefusesPaddingOfMoreThanHalfTheWindow(String query) {
		assertRefused(query, "pool.padding", "half");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool=6x10", "pool=8x10&pool.padding=1x0", "pool=1" })
	void readTakesAWindowThatFitsTheGridWithItsPadding(String query) {
		assertThat(read(query)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool=7", "pool=7x1", "pool=1x11", "pool=9x10&pool.padding=1x0" })
	void readRefusesAWindowThatDoesNotFitAndNamesTheGrid(String query) {
		assertRefused(query, "pool", "6 x 10");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool=0", "pool=2&pool.stride=0", "pool=2&pool.stride=1x0", "pool=2&pool.ceil-mode=yes",
			"pool=2&pool.count-include-pad=1", "pool=2&pool.padding=-1" })
	void readRefusesValuesThatAreNone(String query) {
		assertRefused(query, query.substring(query.lastIndexOf('&') + 1, query.lastIndexOf('=')));
	}

	private static void assertRefused(String query, String... words) {
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> read(query))
			.withMessageContainingAll(words);
	}

	private static @Nullable AveragePooling read(String query) {
		return new PoolingReader(Queries.parameters(query), List.of(new Grid(6, 10))).read();
	}

}
