package io.heatlens.vit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import ai.djl.ndarray.NDManager;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineProperties;
import io.heatlens.hub.ModelFiles;
import io.heatlens.hub.SourceException;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.classes.Classes;
import io.heatlens.vit.classes.LabelReader;
import io.heatlens.vit.classes.Readout;
import io.heatlens.vit.family.Classifiers;
import io.heatlens.vit.family.ModelFamily;
import io.heatlens.vit.family.TextFamily;
import io.heatlens.vit.family.huggingface.TransformersNames;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.text.TextEncoder;
import io.heatlens.vit.text.TextTower;
import io.heatlens.vit.text.TokenizerFiles;
import io.heatlens.vit.transformer.FusedBlocks;
import io.heatlens.vit.transformer.Kernels;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Turns the folder of a published checkpoint into a {@link Model}: reads the checkpoint,
 * checks it and builds the model.
 */
@Component
class ModelLoader {

	private static final Logger logger = LoggerFactory.getLogger(ModelLoader.class);

	private final List<ModelFamily> families;

	private final List<TextFamily> textFamilies;

	private final PrecisionChoice precision;

	private final Engine engine;

	ModelLoader(List<ModelFamily> families, List<TextFamily> textFamilies, EngineProperties properties, Engine engine) {
		this.families = families;
		this.textFamilies = textFamilies;
		this.engine = engine;
		this.precision = new PrecisionChoice(properties.precision());
	}

	/**
	 * Loads a model. Must be called on an engine thread.
	 * @param name the name of the model in the API
	 * @param folder the folder of the checkpoint
	 * @return a model that has passed its check
	 * @throws InvalidModelException if the model cannot be served
	 */
	Model load(String name, Path folder) {
		return load(name, folder, false);
	}

	/**
	 * Loads a model. Must be called on an engine thread.
	 * @param name the name of the model in the API
	 * @param folder the folder of the checkpoint
	 * @param average whether to take the average of the weights that a training script
	 * saved
	 * @return a model that has passed its check
	 * @throws InvalidModelException if the model cannot be served
	 */
	Model load(String name, Path folder, boolean average) {
		long start = System.nanoTime();
		NDManager manager = NDManager.newBaseManager();
		try {
			Model model = load(name, folder, average, manager);
			int classes = model.labels().names().size();
			logger.info("Model \"{}\" ({}, {}, grid {} x {}, default layer {}) is ready after {} ms", name,
					model.description().family(), (classes > 0) ? classes + " classes" : "no classes",
					model.grid().rows(), model.grid().columns(), model.defaultSite().name(),
					(System.nanoTime() - start) / 1_000_000);
			return model;
		}
		catch (OutOfMemoryError ex) {
			manager.close();
			throw invalid(name, "there is not enough memory for it", ex);
		}
		catch (InvalidModelException ex) {
			manager.close();
			throw invalid(name, String.valueOf(ex.getMessage()), ex);
		}
		catch (SourceException ex) {
			manager.close();
			// The exception itself is left out, because SourceFailureAnalyzer would find
			// it and report it instead.
			throw invalid(name, String.valueOf(ex.getMessage()), ex.getCause());
		}
		catch (IOException | RuntimeException ex) {
			manager.close();
			throw invalid(name, "it cannot be read: " + ex, ex);
		}
	}

	private static InvalidModelException invalid(String name, String reason, @Nullable Throwable cause) {
		String message = "Model \"%s\" cannot be served: %s.".formatted(name, reason);
		return (cause != null) ? new InvalidModelException(message, cause) : new InvalidModelException(message);
	}

	private Model load(String name, Path folder, boolean average, NDManager manager) throws IOException {
		ConfigFiles files = new ConfigFiles(folder);
		JsonNode config = files.config();
		ModelFamily family = family(config, ModelFiles.config(folder));
		ProcessorFile preprocessor = files.preprocessor();
		List<String> warnings = new ArrayList<>();
		Preprocessing described = family.preprocessing(config, preprocessor);
		List<Path> weights = ModelFiles.weights(folder);
		Checkpoint checkpoint = Checkpoint.open(manager, weights, average).renamed(TransformersNames::published);
		logger.info("Model \"{}\" is read from {}", name, checkpoint.origin());
		VisionTransformer read = family.read(config, described.crop(), checkpoint);
		Preprocessing preprocessing = preprocessing(described, read.channels(),
				family.missingSettings(config, preprocessor), warnings);
		Prompts prompts = prompts(config, checkpoint, folder, warnings);
		// Nobody reads the texts of a model without a tokenizer.
		boolean readsTexts = prompts != null || this.textFamilies.stream().noneMatch((text) -> text.reads(config));
		checkpoint.finish((tensor) -> family.ignores(tensor) || !readsTexts);
		Classes classes = family.classifies(config) ? new Classes(
				new LabelReader(name, folder).read(family.labels(config), config, read.outputs(), warnings::add),
				family.problemType(config, read.outputs()), Readout.IDENTITY) : Classes.NONE;
		ModelDescription description = new ModelDescription(name, digest(weights, average), family.name(),
				preprocessing, warnings);
		warnings.forEach((warning) -> logger.warn("Model \"{}\": {}", name, warning));
		Optional<Kernels> kernels = Kernels.load(manager, this.engine.dataParallelPool())
			.filter((kernel) -> FusedBlocks.fit(read));
		VisionTransformer fused = kernels.map((kernel) -> read.with(FusedBlocks.float32(read, kernel, manager)))
			.orElse(read);
		CheckedSites sites = new SelfCheck(fused, preprocessing.crop(), manager).run();
		VisionTransformer fastest = this.precision.apply(name, fused, preprocessing.crop(), sites.defaultSite(),
				kernels, manager);
		return new Model(new LoadedModel(description, fastest, sites, prompts, manager), classes);
	}

	// Without a tokenizer, the model can still compare images.
	private @Nullable Prompts prompts(JsonNode config, Checkpoint weights, Path folder, List<String> warnings)
			throws IOException {
		for (TextFamily family : this.textFamilies) {
			if (family.reads(config)) {
				try {
					// Read first: if they are missing, the text tower takes no memory.
					TokenizerFiles files = TokenizerFiles.read(folder);
					TextTower tower = family.read(config, weights);
					return new Prompts(TextEncoder.open(tower, files), tower);
				}
				catch (InvalidModelException ex) {
					warnings.add(UnsupportedTaskException.NO_PROMPTS + ex.getMessage());
				}
			}
		}
		return null;
	}

	private static Preprocessing preprocessing(Preprocessing described, int channels, List<String> missing,
			List<String> warnings) {
		Preprocessing preprocessing = described.withChannels(channels);
		if (!missing.isEmpty()) {
			warnings
				.add("The model has no %s, so defaults are taken that it may not have been trained with: images are %s"
					.formatted(String.join(", ", missing), preprocessing.text()));
		}
		if (channels == 1 && Set.copyOf(described.mean()).size() + Set.copyOf(described.std()).size() > 2) {
			warnings.add(
					"The model takes grey images, but its mean %s and std %s are those of colours. Their averages %s and %s are taken; if the model was trained with others, set one number each"
						.formatted(described.mean(), described.std(), preprocessing.mean(), preprocessing.std()));
		}
		return preprocessing;
	}

	private ModelFamily family(JsonNode config, String file) {
		for (ModelFamily family : this.families) {
			if (family.reads(config)) {
				return family;
			}
		}
		String architecture = config.path("architectures").path(0).asString("");
		if (Classifiers.isBackbone(architecture)) {
			throw new InvalidModelException(Classifiers.missing("%s is a backbone".formatted(architecture)));
		}
		throw new InvalidModelException(
				"%s names the unknown architecture %s (model_type %s); the supported families are: %s".formatted(file,
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

	private static String digest(List<Path> files, boolean average) throws IOException {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (Path file : files) {
				try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
					Files.copy(file, out);
				}
			}
			if (average) {
				// other weights of the same file
				digest.update((byte) 1);
			}
			return "sha256:" + HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
