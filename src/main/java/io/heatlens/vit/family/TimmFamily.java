package io.heatlens.vit.family;

import java.util.List;

import io.heatlens.vit.input.Preprocessing;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A family of timm: the architectures of one of its modules. Their {@code config.json}
 * says how images are prepared, so that there is no file of a preprocessor.
 */
interface TimmFamily extends ModelFamily {

	/**
	 * The module that defines the architectures of this family.
	 * @return the module, which no other family reads
	 */
	TimmModule module();

	@Override
	default boolean reads(JsonNode config) {
		return module().defines(config);
	}

	@Override
	default Preprocessing preprocessing(JsonNode config, @Nullable JsonNode preprocessor) {
		return TimmConfig.of(config).preprocessing();
	}

	@Override
	default List<String> missingSettings(JsonNode config, @Nullable JsonNode preprocessor) {
		return TimmPreprocessing.missing(config);
	}

	@Override
	default List<@Nullable String> labels(JsonNode config) {
		return ConfiguredLabels.ofTimm(config);
	}

}
