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
 * The files of a published model and their names.
 */
final class ModelFiles {

	static final String CONFIG = "config.json";

	static final String PREPROCESSOR = "preprocessor_config.json";

	static final String WEIGHTS = "model.safetensors";

	static final String INDEX = "model.safetensors.index.json";

	private static final Pattern SHARD = Pattern.compile("\\w[\\w.-]*\\.safetensors");

	private ModelFiles() {
	}

	/**
	 * Checks by its name whether a file may belong to a model.
	 * @param name the name without a folder
	 * @return whether the name is one of a model's files
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
		List<String> files = new ArrayList<>(List.of(CONFIG));
		if (Files.exists(folder.resolve(PREPROCESSOR))) {
			files.add(PREPROCESSOR);
		}
		if (!Files.exists(folder.resolve(WEIGHTS)) && Files.exists(folder.resolve(INDEX))) {
			files.add(INDEX);
			files.addAll(shards(Files.readString(folder.resolve(INDEX))));
		}
		else {
			files.add(WEIGHTS);
		}
		for (String file : files) {
			if (!Files.isRegularFile(folder.resolve(file))) {
				throw new SourceException(
						"there is no %s; a model consists of config.json and model.safetensors (or model.safetensors.index.json and its shards)"
							.formatted(file));
			}
		}
		return files;
	}

	/**
	 * Reads from the index of a sharded checkpoint which files hold the weights.
	 * @param index the content of {@code model.safetensors.index.json}
	 * @return the names of the files, sorted
	 * @throws SourceException if the index names no files, or a file that is not a
	 * safetensors file
	 */
	static List<String> shards(String index) {
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
