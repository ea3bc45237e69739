package io.heatlens.hub;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Where models are kept and where they come from.
 *
 * @param store a folder of model folders, or one model folder; a folder in the user's
 * home once a source is configured
 * @param sources where to fetch each model from, by the name of the model
 * @param skipInvalid whether a model that cannot be fetched is left out, with a warning,
 * instead of stopping the start
 */
@ConfigurationProperties("heatlens.models")
record SourceProperties(@Nullable String store, @DefaultValue Map<String, String> sources, boolean skipInvalid) {

	SourceProperties {
		sources = new TreeMap<>(sources);
	}

	/**
	 * Where models are kept. Spring would find {@code /models} in the class path before
	 * the disk.
	 * @return an absolute path, null if there is no such place
	 */
	@Nullable Path folder() {
		if (StringUtils.hasText(this.store)) {
			return Path.of(this.store).toAbsolutePath().normalize();
		}
		return this.sources.isEmpty() ? null : Path.of(System.getProperty("user.home"), ".heatlens", "models");
	}

}
