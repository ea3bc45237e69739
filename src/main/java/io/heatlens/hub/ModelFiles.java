package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a published model: their names, and which of them a folder has. Only this
 * class and {@link WeightFiles} know these names.
 */
public final class ModelFiles {

	/** The name of the configuration. */
	public static final String CONFIG = "config.json";

	/** The name of the configuration of a model of open_clip. */
	public static final String OPEN_CLIP_CONFIG = "open_clip_config.json";

	/** The name of the file that says how images are prepared. */
	public static final String PREPROCESSOR = "preprocessor_config.json";

	/**
	 * The name that transformers 5 gives to the file that says how images are prepared.
	 */
	public static final String PROCESSOR = "processor_config.json";

	/** The name of the file that says how texts become tokens. */
	public static final String TOKENIZER = "tokenizer.json";

	/** The name of the file that says how the tokens of texts are padded. */
	public static final String TOKENIZER_CONFIG = "tokenizer_config.json";

	/** The name of the file that holds the names of the classes, one per line. */
	public static final String LABELS = "labels.txt";

	/** The preferred name of the weights. */
	public static final String WEIGHTS = WeightFiles.SAFETENSORS;

	/** The files of a model in words. */
	public static final String DESCRIPTION = "config.json and model.safetensors (or pytorch_model.bin, or one of the two in shards with its index, or one other .safetensors, .bin, .pth, .pt, .pth.tar or .ckpt file), or of open_clip_config.json and open_clip_model.safetensors (or open_clip_pytorch_model.bin)";

	private static final List<String> OPTIONAL = List.of(PREPROCESSOR, PROCESSOR, LABELS, TOKENIZER, TOKENIZER_CONFIG);

	/** Files that also lie near what is no model of images. */
	private static final List<String> COMMON = List.of(PROCESSOR, TOKENIZER, TOKENIZER_CONFIG);

	private ModelFiles() {
	}

	/**
	 * Recognises the folder of a model.
	 * @param folder any folder
	 * @return true if it has a configuration and weights
	 */
	public static boolean isModel(Path folder) {
		return hasConfig(folder) && hasWeights(folder);
	}

	/**
	 * Checks for a configuration.
	 * @param folder any folder
	 * @return true if the folder has one of the two configurations
	 */
	public static boolean hasConfig(Path folder) {
		return has(folder, CONFIG) || has(folder, OPEN_CLIP_CONFIG);
	}

	/**
	 * Finds the configuration by which a model is read. A repository may hold the same
	 * model in the formats of transformers or timm and of open_clip. The file names alone
	 * decide, so that the weights of one format are fetched, and not those of both.
	 * @param folder the folder of a model
	 * @return the configuration of open_clip if its weights are there as well or if there
	 * is no other; else {@code config.json}
	 */
	public static String config(Path folder) {
		boolean openClip = has(folder, OPEN_CLIP_CONFIG) && (isOpenClip(folder) || !has(folder, CONFIG));
		return openClip ? OPEN_CLIP_CONFIG : CONFIG;
	}

	/**
	 * Checks for weights of open_clip.
	 * @param folder any folder
	 * @return true if the folder has weights under a name that open_clip gives them
	 */
	public static boolean isOpenClip(Path folder) {
		return WeightFiles.OPEN_CLIP.stream().anyMatch((name) -> has(folder, name));
	}

	/**
	 * Checks for weights.
	 * @param folder any folder
	 * @return true if the folder has at least one file that may hold weights
	 */
	public static boolean hasWeights(Path folder) {
		try {
			return WeightFiles.STANDARD.stream().anyMatch((name) -> has(folder, name + WeightFiles.INDEX))
					|| !WeightFiles.candidates(folder).isEmpty();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Checks for a file.
	 * @param folder the folder of a model
	 * @param name the name of the file
	 * @return true if the folder has a regular file of that name
	 */
	public static boolean has(Path folder, String name) {
		return Files.isRegularFile(folder.resolve(name));
	}

	/**
	 * Finds the files that hold the weights.
	 * @param folder the folder of a model
	 * @return one file, or the shards in the order of their names
	 * @throws SourceException if the weights or one of the shards are missing, or if
	 * several files could be meant
	 * @throws IOException if the folder cannot be read
	 */
	public static List<Path> weights(Path folder) throws IOException {
		return WeightFiles.of(folder).names().stream().map(folder::resolve).toList();
	}

	/**
	 * Checks by its name whether a file may belong to a model.
	 * @param name the name without a folder
	 * @return true if the name is one of a model's files
	 */
	static boolean known(String name) {
		return name.equals(CONFIG) || name.equals(OPEN_CLIP_CONFIG) || OPTIONAL.contains(name)
				|| WeightFiles.matches(name)
				|| WeightFiles.STANDARD.stream().anyMatch((weights) -> name.equals(weights + WeightFiles.INDEX));
	}

	/**
	 * Checks by its name whether a file can only be that of a model, and not of something
	 * else that lies near it.
	 * @param name the name without a folder
	 * @return true if the name is the configuration or a usual name of weights
	 */
	static boolean characteristic(String name) {
		return known(name) && (name.endsWith(".safetensors") || name.startsWith(WeightFiles.TORCH)
				|| WeightFiles.OPEN_CLIP.contains(name) || (name.endsWith(".json") && !COMMON.contains(name)));
	}

	/**
	 * Lists the files of a folder that belong to its model.
	 * @param folder the folder of a model
	 * @return the names of the files
	 * @throws SourceException if the configuration or the weights are missing
	 * @throws IOException if the folder cannot be read
	 */
	static List<String> of(Path folder) throws IOException {
		if (!hasConfig(folder)) {
			throw new SourceException("there is no %s; a model consists of %s".formatted(CONFIG, DESCRIPTION));
		}
		List<String> files = new ArrayList<>(List.of(config(folder)));
		OPTIONAL.stream().filter((name) -> has(folder, name)).forEach(files::add);
		WeightFiles weights = WeightFiles.of(folder);
		if (weights.index() != null) {
			files.add(weights.index());
		}
		files.addAll(weights.names());
		return files;
	}

	/**
	 * The names of the files that a model may have beside its configuration and weights.
	 * @return the names
	 */
	static List<String> optional() {
		return OPTIONAL;
	}

}
