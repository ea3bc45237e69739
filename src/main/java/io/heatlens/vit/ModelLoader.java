package io.heatlens.vit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import ai.djl.ndarray.NDManager;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineProperties;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.ModelFamily;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.transformer.FusedBlocks;
import io.heatlens.vit.transformer.Kernels;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Turns a checkpoint folder as it was published into a {@link Model} that has passed its
 * check.
 */
@Component
class ModelLoader {

	private static final Logger logger = LoggerFactory.getLogger(ModelLoader.class);

	private static final String WEIGHTS = "model.safetensors";

	private static final String INDEX = "model.safetensors.index.json";

	private final JsonMapper json = JsonMapper.shared();

	private final List<ModelFamily> families;

	private final PrecisionChoice precision;

	private final Engine engine;

	ModelLoader(List<ModelFamily> families, EngineProperties properties, Engine engine) {
		this.families = families;
		this.engine = engine;
		this.precision = new PrecisionChoice(properties.precision());
	}

	/**
	 * Recognises a model folder.
	 * @param folder any folder
	 * @return whether it has a {@code config.json} and weights
	 */
	boolean isModel(Path folder) {
		return Files.isRegularFile(folder.resolve("config.json"))
				&& (Files.isRegularFile(folder.resolve(WEIGHTS)) || Files.isRegularFile(folder.resolve(INDEX)));
	}

	/**
	 * Loads a model, on a thread of the engine.
	 * @param name in the API
	 * @param folder of the checkpoint
	 * @return checked and ready
	 * @throws InvalidModelException if it cannot be served
	 */
	Model load(String name, Path folder) {
		long start = System.nanoTime();
		NDManager manager = NDManager.newBaseManager();
		try {
			Model model = load(name, folder, manager);
			logger.info("Model \"{}\" ({}, {} classes, grid {} x {}, default layer {}) is ready after {} ms", name,
					model.family(), model.labels().names().size(), model.grid().rows(), model.grid().columns(),
					model.defaultSite().name(), (System.nanoTime() - start) / 1_000_000);
			return model;
		}
		catch (OutOfMemoryError ex) {
			manager.close();
			throw new InvalidModelException(
					"Model \"%s\" cannot be served: it needs more memory than there is.".formatted(name), ex);
		}
		catch (IOException | RuntimeException ex) {
			manager.close();
			String reason = (ex instanceof InvalidModelException) ? ex.getMessage() : "cannot be read: " + ex;
			throw new InvalidModelException("Model \"%s\" cannot be served: %s.".formatted(name, reason), ex);
		}
	}

	private Model load(String name, Path folder, NDManager manager) throws IOException {
		JsonNode config = read(folder.resolve("config.json"));
		ModelFamily family = family(config);
		Path processor = folder.resolve("preprocessor_config.json");
		boolean published = Files.isRegularFile(processor);
		if (!published && family.needsPreprocessor()) {
			logger.info("Model \"{}\" has no preprocessor_config.json: images are prepared as {} was published", name,
					family.name());
		}
		Preprocessing preprocessing = family.preprocessing(config, published ? read(processor) : null);
		List<Path> files = weightFiles(folder);
		Checkpoint checkpoint = new Checkpoint(manager, files);
		VisionTransformer transformer = family.read(config, preprocessing.crop(), checkpoint);
		checkpoint.finish(family::ignores);
		Optional<Kernels> kernels = Kernels.load(manager, this.engine.dataParallelPool());
		Model model = new Model(
				new ModelDescription(name, digest(files), family.name(), family.multiLabel(config),
						family.labels(config), preprocessing),
				kernels.map((kernel) -> transformer.with(FusedBlocks.float32(transformer, kernel, manager)))
					.orElse(transformer),
				manager);
		return this.precision.apply(model, kernels);
	}

	private JsonNode read(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			JsonNode node = this.json.readTree(in);
			if (!node.isObject()) {
				throw new InvalidModelException(file.getFileName() + " should be a JSON object");
			}
			return node;
		}
		catch (JacksonException ex) {
			throw new InvalidModelException(file.getFileName() + " is not JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	private ModelFamily family(JsonNode config) {
		for (ModelFamily family : this.families) {
			if (family.reads(config)) {
				return family;
			}
		}
		throw new InvalidModelException(
				"config.json names the unknown architecture %s (model_type %s); the families read are: %s".formatted(
						text(config, "architecture", "architectures"), text(config, "model_type"),
						String.join(", ", this.families.stream().map(ModelFamily::name).sorted().toList())));
	}

	private static @Nullable String text(JsonNode config, String... names) {
		for (String name : names) {
			if (config.has(name)) {
				return config.get(name).toString();
			}
		}
		return null;
	}

	private List<Path> weightFiles(Path folder) throws IOException {
		if (Files.isRegularFile(folder.resolve(WEIGHTS))) {
			return List.of(folder.resolve(WEIGHTS));
		}
		TreeSet<String> names = new TreeSet<>();
		read(folder.resolve(INDEX)).path("weight_map").forEach((name) -> names.add(name.asString("")));
		if (names.isEmpty()) {
			throw new InvalidModelException(INDEX + " has no weight_map");
		}
		for (String name : names) {
			if (!name.matches("[\\w.-]+") || !Files.isRegularFile(folder.resolve(name))) {
				throw new InvalidModelException("%s names the file \"%s\", which is not there".formatted(INDEX, name));
			}
		}
		return names.stream().map(folder::resolve).toList();
	}

	private static String digest(List<Path> files) throws IOException {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (Path file : files) {
				try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
					Files.copy(file, out);
				}
			}
			return "sha256:" + HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
