package io.heatlens.hub;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * The settings that say where models are stored and where they come from.
 *
 * @param store a folder of model folders, or one model folder; by default a folder in the
 * user's home if a source is configured, otherwise none
 * @param sources the source of each model, by the name of the model
 * @param skipInvalid whether a model that cannot be fetched is left out with a warning,
 * instead of stopping the start
 */
@ConfigurationProperties("heatlens.models")
record SourceProperties(@Nullable String store, @DefaultValue Map<String, String> sources, boolean skipInvalid) {

	SourceProperties {
		sources = new TreeMap<>(sources);
	}

	/**
	 * Returns the folder where models are stored. The property is bound as text, because
	 * Spring would look for a path such as {@code /models} in the class path before the
	 * disk.
	 * @return an absolute path, or {@code null} if neither a store nor a source is
	 * configured
	 */
	@Nullable Path folder() {
		if (StringUtils.hasText(this.store)) {
			return Path.of(this.store).toAbsolutePath().normalize();
		}
		return this.sources.isEmpty() ? null : Path.of(System.getProperty("user.home"), ".heatlens", "models");
	}

}
