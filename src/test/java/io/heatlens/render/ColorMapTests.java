package io.heatlens.render;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first, middle and last colours against the published ones.
 */
class ColorMapTests {

	@ParameterizedTest
	@CsvSource({ "TURBO, 30123b, a4fc3c, 7a0403", "VIRIDIS, 440154, 21918c, fde725", "INFERNO, 000004, bc3754, fcffa4",
			"MAGMA, 000004, b73779, fcfdbf", "PLASMA, 0d0887, cc4778, f0f921", "CIVIDIS, 00224e, 7d7c78, fee838",
			"JET, 000080, 82ff7e, 800000", "GREY, 000000, 808080, ffffff" })
	void coloursBeginAndEndAsPublished(ColorMap map, String first, String middle, String last) {
		int[] colours = map.colours();
		assertThat("%06x %06x %06x".formatted(colours[0], colours[128], colours[255]))
			.isEqualTo(first + " " + middle + " " + last);
	}

	@ParameterizedTest
	@EnumSource
	void coloursAre256(ColorMap map) {
		assertThat(Arrays.stream(map.colours()).boxed()).hasSize(256)
			.allMatch((colour) -> colour >= 0 && colour <= 0xffffff);
	}

	@Test
	void apiNameIsLowerCase() {
		assertThat(ColorMap.TURBO.apiName()).isEqualTo("turbo");
	}

}
