package io.heatlens.vit.family.timm;

import java.util.List;

import io.heatlens.vit.family.ConfiguredLabels;
import io.heatlens.vit.family.ModelFamily;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
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
	default Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return TimmConfig.of(config).preprocessing();
	}

	@Override
	default boolean classifies(JsonNode config) {
		return TimmConfig.of(config).classifies();
	}

	@Override
	default List<String> missingSettings(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return TimmPreprocessing.missing(config);
	}

	@Override
	default List<@Nullable String> labels(JsonNode config) {
		JsonNode names = TimmConfig.anywhere(config, "label_names");
		JsonNode descriptions = TimmConfig.anywhere(config, "label_descriptions");
		// Older files name the list "labels".
		return ConfiguredLabels.of(names.isContainer() ? names : TimmConfig.anywhere(config, "labels"))
			.stream()
			.<@Nullable String>map((name) -> (name != null) ? descriptions.path(name).asString(name) : null)
			.toList();
	}

}
