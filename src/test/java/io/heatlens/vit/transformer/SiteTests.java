package io.heatlens.vit.transformer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names of layers.
 */
class SiteTests {

	@ParameterizedTest
	@CsvSource({ "blocks[0], 0, OUTPUT", "blocks[11].norm1, 11, NORM1", "blocks[-1].norm1, 11, NORM1",
			"blocks[3].norm2, 3, NORM2", "blocks[-12], 0, OUTPUT", "blocks[-0], 0, OUTPUT", "blocks[007], 7, OUTPUT" })
	void nameIsRead(String name, int block, Site.Part part) {
		assertThat(Site.parse(name, 12)).contains(new Site(block, part));
	}

	@ParameterizedTest
	@ValueSource(strings = { "blocks[12]", "blocks[-13]", "blocks[99]", "blocks[99999999999]", "blocks[]", "blocks[1",
			"blocks[1].norm3", "blocks[1].norm1 ", "Blocks[1]", "blocks[+1]", "blocks[1.0]", "norm", "" })
	void unknownNameIsNoSite(String name) {
		assertThat(Site.parse(name, 12)).isEmpty();
	}

}
