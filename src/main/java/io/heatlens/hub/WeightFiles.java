package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files that hold the weights of a model.
 *
 * @param index the name of the index of the shards, or null if the weights are one file
 * @param names the names of the files, sorted
 */
record WeightFiles(@Nullable String index, List<String> names) {

	/** The name of the weights in the format of safetensors. */
	static final String SAFETENSORS = "model.safetensors";

	/** The name of the weights in the format of {@code torch.save}. */
	static final String TORCH = "pytorch_model.bin";

	/** What follows the name of the weights in the name of their index. */
	static final String INDEX = ".index.json";

	/** The names under which weights are published, the preferred one first. */
	static final List<String> STANDARD = List.of(SAFETENSORS, TORCH);

	/** The names under which open_clip publishes weights, the preferred one first. */
	static final List<String> OPEN_CLIP = List.of("open_clip_model.safetensors", "open_clip_pytorch_model.bin");

	private static final Pattern SHARD = Pattern.compile("\\w[\\w.-]*\\.(safetensors|bin)");

	private static final Pattern WEIGHTS = Pattern.compile("\\w[\\w.=+, -]*\\.(safetensors|bin|pth|pt|pth\\.tar|ckpt)");

	/**
	 * What transformers' Trainer, accelerate, peft and OpenVINO save beside the weights.
	 */
	private static final Pattern OTHERS = Pattern
		.compile("training_args\\.bin|(optimizer|scheduler|scaler|sampler)(_\\d+)?\\.(pt|bin)|rng_state.*\\.pth"
				+ "|adapter_model\\.(safetensors|bin)|openvino_.*\\.bin");

	/** What timm's training script and others call the best of several. */
	private static final Pattern BEST = Pattern.compile("(model_)?best([_-]model)?\\.(pth|pt|pth\\.tar|ckpt)");

	/**
	 * Finds the weights of a model.
	 * @param folder the folder of the model
	 * @return the files, all of which are there
	 * @throws SourceException if there are no weights, if a shard is missing, or if
	 * several files could be meant
	 * @throws IOException if the folder cannot be read
	 */
	static WeightFiles of(Path folder) throws IOException {
		boolean openClip = ModelFiles.config(folder).equals(ModelFiles.OPEN_CLIP_CONFIG);
		for (String name : openClip ? OPEN_CLIP : STANDARD) {
			if (ModelFiles.has(folder, name)) {
				return new WeightFiles(null, List.of(name));
			}
			if (ModelFiles.has(folder, name + INDEX)) {
				return sharded(folder, name + INDEX);
			}
		}
		List<String> others = candidates(folder);
		if (others.isEmpty()) {
			throw new SourceException(
					"there is no %s; a model consists of %s".formatted(SAFETENSORS, ModelFiles.DESCRIPTION));
		}
		return new WeightFiles(null, List.of(choose(others)));
	}

	private static WeightFiles sharded(Path folder, String index) throws IOException {
		List<String> shards = shards(index, Files.readAllBytes(folder.resolve(index)));
		for (String shard : shards) {
			if (!ModelFiles.has(folder, shard)) {
				throw new SourceException("%s names the file \"%s\", which is not there".formatted(index, shard));
			}
		}
		return new WeightFiles(index, shards);
	}

	private static String choose(List<String> names) {
		List<String> safe = names.stream().filter((name) -> name.endsWith(".safetensors")).toList();
		List<String> left = safe.isEmpty() ? names : safe;
		List<String> best = left.stream().filter((name) -> BEST.matcher(name).matches()).toList();
		List<String> chosen = (left.size() == 1) ? left : best;
		if (chosen.size() != 1) {
			throw new SourceException(
					"there are %d files of weights, and none is named %s, %s or model_best.pth.tar; keep one of: %s"
						.formatted(left.size(), SAFETENSORS, TORCH, String.join(", ", left)));
		}
		return chosen.get(0);
	}

	/**
	 * Lists the files of a folder that may hold weights.
	 * @param folder any folder
	 * @return the names of the files, sorted
	 * @throws IOException if the folder cannot be read
	 */
	static List<String> candidates(Path folder) throws IOException {
		try (Stream<Path> children = Files.list(folder)) {
			return children.map((child) -> child.getFileName().toString())
				.filter((name) -> matches(name) && ModelFiles.has(folder, name))
				.sorted()
				.toList();
		}
	}

	/**
	 * Recognises weights by the name of their file.
	 * @param name the name without a folder
	 * @return true if the file may hold weights
	 */
	static boolean matches(String name) {
		return WEIGHTS.matcher(name).matches() && !OTHERS.matcher(name).matches();
	}

	/**
	 * Reads from the index of a sharded checkpoint which files hold the weights.
	 * @param index the name of the index
	 * @param content the content of the index
	 * @return the names of the files, sorted
	 * @throws SourceException if the index names no files, or a file of another kind than
	 * its own
	 */
	static List<String> shards(String index, byte[] content) {
		TreeSet<String> names = new TreeSet<>();
		try {
			JsonMapper.shared()
				.readTree(content)
				.path("weight_map")
				.forEach((name) -> names.add(name.isString() ? name.asString() : name.toString()));
		}
		catch (JacksonException ex) {
			throw new SourceException("%s is not JSON: %s".formatted(index, ex.getOriginalMessage()), ex);
		}
		String ending = index.equals(SAFETENSORS + INDEX) ? ".safetensors" : ".bin";
		for (String name : names) {
			if (!SHARD.matcher(name).matches() || !name.endsWith(ending)) {
				throw new SourceException("%s names \"%s\", which is not the name of a %s file".formatted(index, name,
						ending.substring(1)));
			}
		}
		if (names.isEmpty()) {
			throw new SourceException(index + " has no weight_map");
		}
		return List.copyOf(names);
	}

}
