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

import io.heatlens.hub.ModelSources;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The models that are served: the embedded one and those of the configured folder. All
 * are loaded and checked before the service answers.
 */
@Component
public class ModelStore {

	/** The embedded model's name. */
	public static final String EMBEDDED = "fashion-scenes";

	private static final Logger logger = LoggerFactory.getLogger(ModelStore.class);

	private final Map<String, Model> models = new TreeMap<>();

	private final ModelLoader loader;

	private final Model defaultModel;

	ModelStore(ModelProperties properties, ModelSources sources, ModelLoader loader, Engine engine) {
		this.loader = loader;
		this.defaultModel = engine.run(() -> load(properties, sources));
	}

	private Model load(ModelProperties properties, ModelSources sources) {
		checkNames(sources.names());
		new ModelFolders(sources, this.loader).list().forEach((folder) -> add(folder, properties.skipInvalid()));
		checkNames(this.models.keySet());
		String only = only(sources.names()).or(() -> only(this.models.keySet())).orElse(EMBEDDED);
		this.models.put(EMBEDDED, embedded());
		String name = (properties.defaultModel() != null) ? properties.defaultModel() : only;
		if (!this.models.containsKey(name)) {
			throw new InvalidModelException("heatlens.models.default is \"%s\", but the models are: %s.".formatted(name,
					String.join(", ", this.models.keySet())));
		}
		return get(name);
	}

	private static void checkNames(Set<String> names) {
		if (names.contains(EMBEDDED)) {
			throw new InvalidModelException(
					"The name \"%s\" belongs to the embedded model. Rename that folder or source.".formatted(EMBEDDED));
		}
	}

	// a model that somebody asked for by name, else one that is alone in the store
	private Optional<String> only(Set<String> names) {
		return names.stream().filter((name) -> names.size() == 1 && this.models.containsKey(name)).findFirst();
	}

	private void add(Path folder, boolean skipInvalid) {
		String name = folder.getFileName().toString();
		try {
			if (!this.loader.isModel(folder)) {
				throw new InvalidModelException(
						"Model \"%s\" cannot be served: the folder should hold config.json and model.safetensors (or model.safetensors.index.json and its shards)."
							.formatted(name));
			}
			this.models.put(name, this.loader.load(name, folder));
		}
		catch (InvalidModelException ex) {
			if (!skipInvalid) {
				throw ex;
			}
			logger.warn("Left out. {}", ex.getMessage());
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

	/**
	 * Finds a model.
	 * @param name its name, or nothing for the default
	 * @return a model that is ready
	 * @throws UnknownModelException if there is none of that name
	 */
	public Model get(@Nullable String name) {
		if (name == null) {
			return this.defaultModel;
		}
		Model model = this.models.get(name);
		if (model == null) {
			throw new UnknownModelException(name, this.models.keySet());
		}
		return model;
	}

	/**
	 * Lists the models.
	 * @return their names, sorted
	 */
	public List<String> names() {
		return List.copyOf(this.models.keySet());
	}

	/**
	 * Counts what lives longer than a pass.
	 * @return arrays of the models, and scopes of requests that are open
	 */
	public int held() {
		return this.models.values().stream().mapToInt(Model::held).sum();
	}

	/**
	 * Compares with the default.
	 * @param model of this store
	 * @return whether requests that name none mean it
	 */
	public boolean isDefault(Model model) {
		return model == this.defaultModel;
	}

}
