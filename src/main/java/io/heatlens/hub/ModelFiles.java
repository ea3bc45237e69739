package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of a published model: their names, and which of them a folder has. The only
 * place that knows these names.
 */
public final class ModelFiles {

	/** The name of the configuration. */
	public static final String CONFIG = "config.json";

	/** The name of the file that says how images are prepared. */
	public static final String PREPROCESSOR = "preprocessor_config.json";

	/** The name of the file of transformers 5 that says how images are prepared. */
	public static final String PROCESSOR = "processor_config.json";

	/** The name of a list of the classes, one a line. */
	public static final String LABELS = "labels.txt";

	/** The name of the weights. */
	public static final String WEIGHTS = "model.safetensors";

	/** The name of the index of weights that are divided into shards. */
	public static final String INDEX = "model.safetensors.index.json";

	/** The files of a model in words. */
	public static final String DESCRIPTION = "config.json and model.safetensors (or model.safetensors.index.json and its shards)";

	private static final Pattern SHARD = Pattern.compile("\\w[\\w.-]*\\.safetensors");

	private ModelFiles() {
	}

	/**
	 * Recognises the folder of a model.
	 * @param folder any folder
	 * @return true if it has a configuration and weights
	 */
	public static boolean isModel(Path folder) {
		return has(folder, CONFIG) && (has(folder, WEIGHTS) || has(folder, INDEX));
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
	 * @throws SourceException if the weights or one of the shards are missing
	 * @throws IOException if the folder cannot be read
	 */
	public static List<Path> weights(Path folder) throws IOException {
		return weightNames(folder).stream().map(folder::resolve).toList();
	}

	private static List<String> weightNames(Path folder) throws IOException {
		if (has(folder, WEIGHTS) || !has(folder, INDEX)) {
			return List.of(require(folder, WEIGHTS));
		}
		List<String> shards = shards(Files.readAllBytes(folder.resolve(INDEX)));
		for (String shard : shards) {
			if (!has(folder, shard)) {
				throw new SourceException("%s names the file \"%s\", which is not there".formatted(INDEX, shard));
			}
		}
		return shards;
	}

	private static String require(Path folder, String name) {
		if (!has(folder, name)) {
			throw new SourceException("there is no %s; a model consists of %s".formatted(name, DESCRIPTION));
		}
		return name;
	}

	/**
	 * Checks by its name whether a file may belong to a model.
	 * @param name the name without a folder
	 * @return true if the name is one of a model's files
	 */
	static boolean known(String name) {
		return List.of(CONFIG, PREPROCESSOR, WEIGHTS, INDEX).contains(name) || SHARD.matcher(name).matches();
	}

	/**
	 * Lists the files of a folder that belong to its model.
	 * @param folder the folder of a model
	 * @return the names of the files
	 * @throws SourceException if the configuration or the weights are missing
	 * @throws IOException if the folder cannot be read
	 */
	static List<String> of(Path folder) throws IOException {
		List<String> files = new ArrayList<>(List.of(require(folder, CONFIG)));
		if (has(folder, PREPROCESSOR)) {
			files.add(PREPROCESSOR);
		}
		List<String> weights = weightNames(folder);
		if (!weights.equals(List.of(WEIGHTS))) {
			files.add(INDEX);
		}
		files.addAll(weights);
		return files;
	}

	/**
	 * Reads from the index of a sharded checkpoint which files hold the weights.
	 * @param index the content of {@code model.safetensors.index.json}
	 * @return the names of the files, sorted
	 * @throws SourceException if the index names no files, or a file that is not a
	 * safetensors file
	 */
	static List<String> shards(byte[] index) {
		TreeSet<String> names = new TreeSet<>();
		try {
			JsonMapper.shared()
				.readTree(index)
				.path("weight_map")
				.forEach((name) -> names.add(name.isString() ? name.asString() : name.toString()));
		}
		catch (JacksonException ex) {
			throw new SourceException("%s is not JSON: %s".formatted(INDEX, ex.getOriginalMessage()), ex);
		}
		for (String name : names) {
			if (!SHARD.matcher(name).matches()) {
				throw new SourceException(
						"%s names \"%s\", which is not the name of a safetensors file".formatted(INDEX, name));
			}
		}
		if (names.isEmpty()) {
			throw new SourceException(INDEX + " has no weight_map");
		}
		return List.copyOf(names);
	}

}
