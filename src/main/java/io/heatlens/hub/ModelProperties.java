package io.heatlens.hub;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.StringUtils;

/**
 * The settings that say which models are served, where they are stored and where they
 * come from.
 *
 * @param store a folder of model folders, or one model folder; by default a folder in the
 * user's home if a source is configured, otherwise none
 * @param sources the source of each model, by the name of the model
 * @param defaultModel the name of the model that a request means when it names none; null
 * for the only model of the store, else the embedded one
 * @param skipInvalid whether a model that cannot be fetched or served is left out with a
 * warning, instead of stopping the start
 * @param ema whether to take the average of the weights over the steps of the training
 * (exponential moving average), which some training scripts save beside the weights
 * @param prompts the texts that describe the classes of a model with a text tower, by the
 * name of the model
 * @param templates the text around each of them, with {@code {}} in the place of the
 * prompt, by the name of the model
 */
@ConfigurationProperties("heatlens.models")
public record ModelProperties(@Nullable String store, @DefaultValue Map<String, String> sources,
		@Name("default") @Nullable String defaultModel, boolean skipInvalid, boolean ema,
		@DefaultValue Map<String, List<String>> prompts, @DefaultValue Map<String, String> templates) {

	public ModelProperties {
		sources = new TreeMap<>(sources);
		prompts = Map.copyOf(prompts);
		templates = Map.copyOf(templates);
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
