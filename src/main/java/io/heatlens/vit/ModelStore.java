package io.heatlens.vit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.heatlens.engine.Engine;
import io.heatlens.hub.ModelFiles;
import io.heatlens.hub.ModelProperties;
import io.heatlens.hub.ModelSources;
import io.heatlens.hub.OtherFolder;
import io.heatlens.vit.checkpoint.InvalidModelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanInitializationException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The models that are served: the embedded model and those of the configured store. All
 * of them are loaded and checked before the service answers requests. This happens on an
 * engine thread while the rest of the application starts; callers that need a model
 * earlier have to wait.
 */
@Component
public class ModelStore implements SmartInitializingSingleton {

	/** The name of the embedded model. */
	public static final String EMBEDDED = EmbeddedModel.NAME;

	private static final Logger logger = LoggerFactory.getLogger(ModelStore.class);

	private final ModelProperties properties;

	private final ModelSources sources;

	private final ModelLoader loader;

	private final PromptSettings prompts;

	private final Future<Models> loaded;

	ModelStore(ModelProperties properties, ModelSources sources, ModelLoader loader, Engine engine) {
		this.properties = properties;
		this.sources = sources;
		this.loader = loader;
		this.prompts = new PromptSettings(properties);
		this.loaded = engine.submit(this::load);
	}

	private Models load() {
		checkNames(this.sources.names());
		Map<String, Model> models = new TreeMap<>();
		List<Path> folders = folders();
		this.prompts.check(folders.stream().map((folder) -> folder.getFileName().toString()).toList());
		for (Path folder : folders) {
			load(folder).ifPresent((model) -> models.put(model.name(), model));
		}
		checkNames(models.keySet());
		String only = only(this.sources.names(), models).or(() -> only(models.keySet(), models)).orElse(EMBEDDED);
		models.put(EMBEDDED, EmbeddedModel.load(this.loader));
		String name = (this.properties.defaultModel() != null) ? this.properties.defaultModel() : only;
		Model model = models.get(name);
		if (model == null) {
			throw new InvalidModelException("heatlens.models.default is \"%s\", but the models are: %s.".formatted(name,
					String.join(", ", models.keySet())));
		}
		return new Models(models, model);
	}

	private static void checkNames(Set<String> names) {
		if (names.contains(EMBEDDED)) {
			throw new InvalidModelException(
					"The name \"%s\" belongs to the embedded model. Rename that folder or source.".formatted(EMBEDDED));
		}
	}

	private List<Path> folders() {
		Path store = this.sources.store();
		if (store == null) {
			return List.of();
		}
		ModelFolders folders = new ModelFolders(store);
		if (folders.isOneModel()) {
			if (!this.sources.names().isEmpty()) {
				throw new InvalidModelException(
						"heatlens.models.store is %s, which is a model itself. To use sources, set it to a folder of models."
							.formatted(store));
			}
			return List.of(store);
		}
		// The models that have a source are fetched if the store does not have them yet.
		Set<String> leftOut = this.sources.fetch();
		List<Path> models = folders.list()
			.stream()
			.filter((folder) -> !leftOut.contains(folder.getFileName().toString()))
			.toList();
		if (!models.isEmpty() || !this.sources.names().isEmpty()) {
			return models;
		}
		if (new OtherFolder(store).describe().isPresent()) {
			return List.of(store);
		}
		logger.info("heatlens.models.store is {}, which has no folders of models, so only the embedded model is served",
				store);
		return List.of();
	}

	// Finds the name of the default model: the only name, if there is just one and its
	// model was loaded.
	private static Optional<String> only(Set<String> names, Map<String, Model> models) {
		return names.stream().filter((name) -> names.size() == 1 && models.containsKey(name)).findFirst();
	}

	private Optional<Model> load(Path folder) {
		String name = folder.getFileName().toString();
		try {
			if (!ModelFiles.isModel(folder)) {
				throw new InvalidModelException(
						"Model \"%s\" cannot be served: %s.".formatted(name, MissingConfig.describe(folder)));
			}
			return Optional.of(this.prompts.apply(this.loader.load(name, folder, this.properties.ema())));
		}
		catch (InvalidModelException ex) {
			if (!this.properties.skipInvalid()) {
				throw ex;
			}
			logger.warn("Left out. {}", ex.getMessage());
			return Optional.empty();
		}
	}

	/**
	 * Waits for the models. If one of them cannot be served, the application does not
	 * start.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		try {
			loaded();
		}
		catch (RuntimeException ex) {
			// Spring logs this exception. A failure analyzer then reports the cause.
			throw new BeanInitializationException("The models are not ready.", ex);
		}
	}

	private Models loaded() {
		try {
			return this.loaded.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The thread was interrupted while it waited for the models.", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException("The engine failed to load the models.", ex.getCause());
		}
	}

	/**
	 * Finds a model.
	 * @param name the name of the model, or {@code null} for the default
	 * @return the model
	 * @throws UnknownModelException if no model has that name
	 */
	public Model get(@Nullable String name) {
		Models models = loaded();
		if (name == null) {
			return models.defaultModel();
		}
		Model model = models.byName().get(name);
		if (model == null) {
			throw new UnknownModelException(name, models.byName().keySet());
		}
		return model;
	}

	/**
	 * Lists the models.
	 * @return the names of the models, sorted
	 */
	public List<String> names() {
		return List.copyOf(loaded().byName().keySet());
	}

	/**
	 * Counts the arrays and sessions that outlive a pass, so that a leak is noticed.
	 * @return the number of arrays of the models, plus the number of open sessions
	 */
	public int held() {
		return loaded().byName().values().stream().mapToInt((model) -> model.loaded().held()).sum();
	}

	/**
	 * Whether a model is the default.
	 * @param model a model of this store
	 * @return true if a request that names no model gets this one
	 */
	public boolean isDefault(Model model) {
		return model == loaded().defaultModel();
	}

	/**
	 * The models that were loaded.
	 *
	 * @param byName all models by their name, sorted
	 * @param defaultModel the model of a request that names none
	 */
	private record Models(Map<String, Model> byName, Model defaultModel) {
	}

}
