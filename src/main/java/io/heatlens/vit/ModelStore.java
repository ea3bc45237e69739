package io.heatlens.vit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.heatlens.engine.Engine;
import io.heatlens.hub.ModelSources;
import io.heatlens.vit.checkpoint.InvalidModelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanInitializationException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The models that are served: the embedded one and those of the configured folder. All
 * are loaded and checked before the service answers, on a thread of the engine beside the
 * start of everything else; whoever asks earlier waits.
 */
@Component
public class ModelStore implements SmartInitializingSingleton {

	/** The embedded model's name. */
	public static final String EMBEDDED = "fashion-scenes";

	private static final Logger logger = LoggerFactory.getLogger(ModelStore.class);

	private final ModelLoader loader;

	private final Future<Models> loaded;

	ModelStore(ModelProperties properties, ModelSources sources, ModelLoader loader, Engine engine) {
		this.loader = loader;
		this.loaded = engine.submit(() -> load(properties, sources));
	}

	private Models load(ModelProperties properties, ModelSources sources) {
		checkNames(sources.names());
		Map<String, Model> models = new TreeMap<>();
		for (Path folder : new ModelFolders(sources).list()) {
			load(folder, properties.skipInvalid()).ifPresent((model) -> models.put(model.name(), model));
		}
		checkNames(models.keySet());
		String only = only(sources.names(), models).or(() -> only(models.keySet(), models)).orElse(EMBEDDED);
		models.put(EMBEDDED, embedded());
		String name = (properties.defaultModel() != null) ? properties.defaultModel() : only;
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

	// a model that somebody asked for by name, else one that is alone in the store
	private static Optional<String> only(Set<String> names, Map<String, Model> models) {
		return names.stream().filter((name) -> names.size() == 1 && models.containsKey(name)).findFirst();
	}

	private Optional<Model> load(Path folder, boolean skipInvalid) {
		String name = folder.getFileName().toString();
		try {
			if (!this.loader.isModel(folder)) {
				throw new InvalidModelException(
						"Model \"%s\" cannot be served: the folder should hold config.json and model.safetensors (or model.safetensors.index.json and its shards)."
							.formatted(name));
			}
			return Optional.of(this.loader.load(name, folder));
		}
		catch (InvalidModelException ex) {
			if (!skipInvalid) {
				throw ex;
			}
			logger.warn("Left out. {}", ex.getMessage());
			return Optional.empty();
		}
	}

	// The embedded model takes the same path as any folder, so it becomes one for a
	// moment.
	private Model embedded() {
		try {
			Path folder = Files.createTempDirectory("heatlens");
			try {
				for (String file : List.of("config.json", "model.safetensors")) {
					try (InputStream in = new ClassPathResource("models/" + EMBEDDED + "/" + file).getInputStream()) {
						Files.copy(in, folder.resolve(file));
					}
				}
				return this.loader.load(EMBEDDED, folder);
			}
			finally {
				delete(folder);
			}
		}
		catch (IOException ex) {
			throw new InvalidModelException("The embedded model cannot be unpacked to the temporary folder.", ex);
		}
	}

	private static void delete(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			// Windows keeps files that are still mapped
			logger.debug("{} stays behind", folder, ex);
		}
	}

	/** A model that cannot be served stops the start. */
	@Override
	public void afterSingletonsInstantiated() {
		try {
			loaded();
		}
		catch (RuntimeException ex) {
			// Spring logs what it catches, and the cause has its own line
			throw new BeanInitializationException("The models are not ready", ex);
		}
	}

	private Models loaded() {
		try {
			return this.loaded.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while models are loaded", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException("the engine failed", ex.getCause());
		}
	}

	/**
	 * Finds a model.
	 * @param name its name, or nothing for the default
	 * @return a model that is ready
	 * @throws UnknownModelException if there is none of that name
	 */
	public Model get(@Nullable String name) {
		Models models = loaded();
		if (name == null) {
			return models.common();
		}
		Model model = models.byName().get(name);
		if (model == null) {
			throw new UnknownModelException(name, models.byName().keySet());
		}
		return model;
	}

	/**
	 * Lists the models.
	 * @return their names, sorted
	 */
	public List<String> names() {
		return List.copyOf(loaded().byName().keySet());
	}

	/**
	 * Counts what lives longer than a pass.
	 * @return arrays of the models, and scopes of requests that are open
	 */
	public int held() {
		return loaded().byName().values().stream().mapToInt(Model::held).sum();
	}

	/**
	 * Compares with the default.
	 * @param model of this store
	 * @return whether requests that name none mean it
	 */
	public boolean isDefault(Model model) {
		return model == loaded().common();
	}

	/**
	 * What was loaded.
	 *
	 * @param byName all of them, sorted
	 * @param common the one that requests mean which name none
	 */
	private record Models(Map<String, Model> byName, Model common) {
	}

}
