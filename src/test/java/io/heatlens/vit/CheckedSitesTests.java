package io.heatlens.vit;

import java.util.List;

import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.UnknownLayerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Finding a layer by its name.
 */
class CheckedSitesTests {

	private static final Site NORM1 = new Site(1, Site.Part.NORM1);

	private final CheckedSites sites = new CheckedSites(
			List.of(new CheckedSite(NORM1, true, false), new CheckedSite(new Site(1, Site.Part.OUTPUT), true, false)),
			NORM1);

	@Test
	void layerIsFound() {
		assertThat(this.sites.find("blocks[-1].norm1", 2, List.of(0))).isEqualTo(NORM1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "blocks[2].norm1", "blocks[2]", "norm" })
	void unknownLayerIsRefusedWithTheLayersOfTheModel(String name) {
		assertThatExceptionOfType(UnknownLayerException.class).isThrownBy(() -> this.sites.find(name, 2, List.of(0)))
			.withMessage("The model has no layer \"" + name
					+ "\". Its layers are blocks[i] and blocks[i].norm1 with i from 0 to 1, or from -2 to -1 counting from the end.");
	}

}
