package io.heatlens.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Recognises, by the names of its files, a folder that holds something else than a model
 * that is read, and says what to type instead.
 *
 * @param folder the folder
 */
public record OtherFolder(Path folder) {

	private static final int MOST_NAMED = 6;

	/** How deep in the folder models are looked for. */
	private static final int DEPTH = 3;

	private static final String SAVE = "in Python: ";

	/**
	 * Describes the folder.
	 * @return a clause in lower case without a full stop, or empty if nothing in the
	 * folder tells what it is
	 */
	public Optional<String> describe() {
		return Stream.<Optional<String>>of(cache(), adapter(), pipeline(), nearby(), format())
			.flatMap(Optional::stream)
			.findFirst();
	}

	// The cache of the hub has the files of a model in snapshots/COMMIT.
	private Optional<String> cache() {
		Path root = isCache(this.folder) ? this.folder : this.folder.toAbsolutePath().normalize().getParent();
		if (root == null || !isCache(root) || ModelFiles.isModel(this.folder)) {
			return Optional.empty();
		}
		List<Path> snapshots = models(root.resolve("snapshots"));
		if (snapshots.isEmpty()) {
			return Optional
				.of("it is a cache of the hub, and no folder in its snapshots holds %s; download the model again, with: hf download ORG/NAME"
					.formatted(ModelFiles.DESCRIPTION));
		}
		Path snapshot = snapshots.stream().filter((path) -> isMain(root, path)).findFirst().orElse(snapshots.get(0));
		return Optional
			.of("it is a cache of the hub, with the model in its snapshots; set heatlens.models.store=%s, or heatlens.models.sources.%s=file:%s with a store elsewhere"
				.formatted(printable(snapshot), name(root), printable(snapshot)));
	}

	private static boolean isCache(Path folder) {
		return Files.isDirectory(folder.resolve("snapshots"))
				&& (Files.isDirectory(folder.resolve("blobs")) || Files.isDirectory(folder.resolve("refs")));
	}

	private static boolean isMain(Path root, Path snapshot) {
		try {
			return Files.readString(root.resolve("refs/main")).strip().equals(snapshot.getFileName().toString());
		}
		catch (IOException ex) {
			return false;
		}
	}

	// models--ORG--NAME
	private static String name(Path root) {
		String name = printable(root.getFileName());
		return name.substring(name.lastIndexOf("--") + 1).replaceFirst("^-", "");
	}

	private Optional<String> adapter() {
		boolean adapter = has("adapter_config.json") || has("adapter_model.safetensors") || has("adapter_model.bin");
		return (adapter && !ModelFiles.hasWeights(this.folder)) ? Optional
			.of("it holds an adapter (LoRA: adapter_config.json, adapter_model.safetensors) and not the model that it adapts; merge them, in Python: PeftModel.from_pretrained(model, \"FOLDER\").merge_and_unload().save_pretrained(\"MERGED\")")
				: Optional.empty();
	}

	private Optional<String> pipeline() {
		if (has("model_index.json")) {
			return Optional
				.of("it holds a pipeline of diffusers (model_index.json), which generates images and has no classifier of them");
		}
		return (has("modules.json") || has("config_sentence_transformers.json")) ? Optional
			.of("it holds a model of sentence-transformers (modules.json), which has embeddings and no classes to explain")
				: Optional.empty();
	}

	private Optional<String> nearby() {
		Path parent = this.folder.toAbsolutePath().normalize().getParent();
		List<Path> inside = models(this.folder);
		if (!inside.isEmpty()) {
			String names = inside.stream()
				.map((path) -> printable(this.folder.relativize(path)))
				.limit(MOST_NAMED)
				.collect(Collectors.joining(", "));
			Path above = Objects.requireNonNull(inside.get(inside.size() - 1).getParent());
			return Optional
				.of("it is not a model, but has %s in it: %s; set heatlens.models.store=%s, or move what is in it up"
					.formatted((inside.size() == 1) ? "a model" : inside.size() + " models", names, printable(above)));
		}
		return (parent != null && ModelFiles.isModel(parent)) ? Optional
			.of("it is a part of the model in the folder above it; set heatlens.models.store=" + printable(parent))
				: Optional.empty();
	}

	private static List<Path> models(Path folder) {
		try (Stream<Path> inside = Files.walk(folder, DEPTH)) {
			return inside.filter((path) -> !path.equals(folder) && ModelFiles.isModel(path)).sorted().toList();
		}
		catch (IOException | UncheckedIOException ex) {
			return List.of();
		}
	}

	private Optional<String> format() {
		return list(this.folder).stream()
			.map((path) -> format(printable(path.getFileName())))
			.flatMap(Optional::stream)
			.findFirst();
	}

	private static Optional<String> format(String file) {
		String name = file.toLowerCase(Locale.ROOT);
		String format = formatOf(name);
		return (format != null) ? Optional
			.of("%s holds %s; save the model in the format of safetensors, %s".formatted(file, format, remedy(name)))
				: Optional.empty();
	}

	private static @Nullable String formatOf(String name) {
		return switch (name.substring(name.lastIndexOf('.') + 1)) {
			case "onnx" -> "a model in the format of ONNX, which has no gradients";
			case "h5", "keras" -> "weights of TensorFlow or Keras";
			case "pb", "tflite", "index" -> "a model of TensorFlow";
			case "msgpack" -> "weights of Flax";
			case "npz", "npy" -> "weights of JAX or numpy";
			case "gguf", "ggml" -> "a model in the format of llama.cpp (GGUF), which is quantised";
			case "ot" -> "weights of rust-bert";
			case "mlmodel", "mlpackage" -> "a model of Core ML";
			case "engine", "plan", "trt" -> "a model of TensorRT";
			case "torchscript" -> "a program of TorchScript";
			case "pkl", "pickle", "joblib" -> "a pickle";
			default -> name.startsWith("openvino_model.") ? "a model of OpenVINO" : null;
		};
	}

	private static String remedy(String name) {
		if (name.endsWith(".npz")) {
			return "in Python: model = timm.create_model(NAME, num_classes=N); model.load_pretrained(\"FILE\"); timm.models.save_for_hf(model, \"FOLDER\")";
		}
		String source = name.endsWith(".h5") ? "\"FOLDER\", from_tf=True"
				: name.endsWith(".msgpack") ? "\"FOLDER\", from_flax=True" : "\"ORIGINAL\"";
		return "%sAutoModelForImageClassification.from_pretrained(%s).save_pretrained(\"FOLDER\")%s".formatted(SAVE,
				source, source.contains("from_") ? ", with transformers 4" : "");
	}

	/**
	 * Lists what the folder holds.
	 * @return a clause that names some of the files
	 */
	public String files() {
		List<Path> files = list(this.folder);
		if (files.isEmpty()) {
			return "the folder is empty";
		}
		return "the folder holds only %s%s".formatted(
				files.stream()
					.map((path) -> printable(path.getFileName()) + (Files.isDirectory(path) ? "/" : ""))
					.limit(MOST_NAMED)
					.collect(Collectors.joining(", ")),
				(files.size() > MOST_NAMED) ? ", ... (%d in all)".formatted(files.size()) : "");
	}

	private static String printable(Path path) {
		return path.toString().replaceAll("\\p{Cntrl}", "?");
	}

	private boolean has(String file) {
		return ModelFiles.has(this.folder, file);
	}

	private static List<Path> list(Path folder) {
		try (Stream<Path> children = Files.list(folder)) {
			return children.sorted().toList();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

}
