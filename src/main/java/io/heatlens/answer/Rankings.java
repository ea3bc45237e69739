package io.heatlens.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.heatlens.hub.ModelSources;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Finds the rankings of methods that are stored beside the models.
 */
@Component
public class Rankings {

	private static final Logger logger = LoggerFactory.getLogger(Rankings.class);

	private final ModelSources sources;

	Rankings(ModelSources sources) {
		this.sources = sources;
	}

	/**
	 * Finds the ranking of a model.
	 * @param model the model, whose methods may have been measured
	 * @return the ranking, or nothing if none was measured with these weights
	 */
	public Optional<MethodRanking> find(Model model) {
		Resource file = folder(model)
			.<Resource>map((folder) -> new FileSystemResource(folder.resolve(MethodRanking.FILE)))
			.orElseGet(() -> new ClassPathResource("models/%s/%s".formatted(model.name(), MethodRanking.FILE)));
		if (!file.exists()) {
			return Optional.empty();
		}
		try {
			MethodRanking ranking = JsonMapper.shared().readValue(file.getContentAsByteArray(), MethodRanking.class);
			if (ranking.model().digest().equals(model.digest())) {
				return Optional.of(ranking);
			}
			logger.warn("The ranking of model \"{}\" was measured with other weights and is ignored", model.name());
		}
		catch (IOException | JacksonException | NullPointerException ex) {
			logger.warn("The ranking of model \"{}\" cannot be read and is ignored", model.name(), ex);
		}
		return Optional.empty();
	}

	/**
	 * Returns the folder in which the ranking of a model is stored.
	 * @param model the model
	 * @return the folder, or nothing for the embedded model
	 */
	public Optional<Path> folder(Model model) {
		Path store = this.sources.store();
		if (store == null || model.name().equals(ModelStore.EMBEDDED)) {
			return Optional.empty();
		}
		Path folder = store.resolve(model.name());
		// The store may be a model itself.
		return Optional.of(Files.isDirectory(folder) ? folder : store);
	}

}
