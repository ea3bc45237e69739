package io.heatlens.vit.classes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.heatlens.hub.ModelFiles;
import io.heatlens.vit.checkpoint.InvalidModelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.ClassPathResource;

/**
 * Finds the labels of the classes of a model: in {@code labels.txt} beside it, else in
 * its configuration, else, for timm's models of ImageNet-1k, in the list of this
 * application.
 *
 * @param model the name of the model
 * @param folder the folder of the model
 */
public record LabelReader(String model, Path folder) {

	private static final Logger logger = LoggerFactory.getLogger(LabelReader.class);

	/** More bytes than any list of classes has. */
	private static final long LARGEST = 16L << 20;

	/** The number of classes or labels that a warning names. */
	private static final int MOST_NAMED = 20;

	private static final int IMAGENET_1K = 1000;

	/** The names in timm of sets of classes that models are published for. */
	private static final Map<Integer, String> IMAGENET = Map.of(IMAGENET_1K, "imagenet-1k", 11_221, "imagenet-21k-miil",
			11_821, "imagenet-12k", 21_841, "imagenet-22k", 21_843, "imagenet-21k-goog");

	/**
	 * Finds the labels.
	 * @param configured the labels in the configuration, null for a class without one
	 * @param config the {@code config.json}
	 * @param classes the number of classes
	 * @param warnings receives what is doubtful about the labels, each a sentence or two
	 * @return a label for each class
	 * @throws InvalidModelException if {@code labels.txt} does not have one line per
	 * class
	 * @throws IOException if {@code labels.txt} cannot be read
	 */
	public Labels read(List<@Nullable String> configured, JsonNode config, int classes, Consumer<String> warnings)
			throws IOException {
		Labels labels = Labels.of(names(configured, config, classes, warnings), classes);
		List<String> ambiguities = labels.ambiguities();
		if (!ambiguities.isEmpty()) {
			warnings.accept("%s the index of another class. %s".formatted(
					(ambiguities.size() == 1) ? "One label is also" : ambiguities.size() + " labels are also",
					ambiguities.get(0)));
		}
		List<String> shared = labels.shared();
		if (!shared.isEmpty()) {
			warnings.accept("%s several classes, which are told apart by their indices: %s".formatted(
					(shared.size() == 1) ? "One label is that of" : shared.size() + " labels are those of",
					String.join(", ", shared.subList(0, Math.min(shared.size(), MOST_NAMED)))));
		}
		return labels;
	}

	private List<@Nullable String> names(List<@Nullable String> configured, JsonNode config, int classes,
			Consumer<String> warnings) throws IOException {
		if (ModelFiles.has(this.folder, ModelFiles.LABELS)) {
			return lines(classes);
		}
		if (configured.stream().anyMatch(LabelReader::named)) {
			check(configured, classes, warnings);
			return configured;
		}
		if (classes == IMAGENET_1K && isOfImageNet(config)) {
			logger.info(
					"Model \"{}\" names no classes, so those of ImageNet-1k are taken, for which timm published it. Others can be named in a {} beside it",
					this.model, ModelFiles.LABELS);
			try (InputStream in = new ClassPathResource("labels/imagenet-1k.txt").getInputStream()) {
				return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
			}
		}
		hint(classes);
		return List.of();
	}

	private List<@Nullable String> lines(int classes) throws IOException {
		Path file = this.folder.resolve(ModelFiles.LABELS);
		if (Files.size(file) > LARGEST) {
			throw new InvalidModelException(
					"%s should have one label a line, but has %d bytes".formatted(ModelFiles.LABELS, Files.size(file)));
		}
		String text;
		try {
			text = Files.readString(file);
		}
		catch (CharacterCodingException ex) {
			throw new InvalidModelException("%s is not UTF-8".formatted(ModelFiles.LABELS), ex);
		}
		// Windows begins files with a byte order mark.
		List<String> lines = text.replace("\uFEFF", "").stripTrailing().lines().map(String::strip).toList();
		if (lines.size() != classes) {
			throw new InvalidModelException(
					"%s should have one label a line for each of the %d classes, but has %d lines"
						.formatted(ModelFiles.LABELS, classes, lines.size()));
		}
		return List.copyOf(lines);
	}

	private static boolean named(@Nullable String name) {
		return name != null && !name.isBlank();
	}

	private static void check(List<@Nullable String> configured, int classes, Consumer<String> warnings) {
		List<Integer> missing = IntStream.range(0, classes)
			.filter((i) -> i >= configured.size() || !named(configured.get(i)))
			.boxed()
			.toList();
		if (!missing.isEmpty()) {
			warnings.accept("The configuration has no label for %d of the %d classes: %s".formatted(missing.size(),
					classes, missing.subList(0, Math.min(missing.size(), MOST_NAMED))));
		}
		if (configured.size() > classes) {
			List<@Nullable String> lost = configured.subList(classes, configured.size());
			warnings
				.accept("The configuration has labels up to class %d, but the last class is %d, so that \"%s\" is the label of none%s"
					.formatted(configured.size() - 1, classes - 1, lost.get(lost.size() - 1), missing.contains(0)
							? ". They seem to be numbered from 1, but classes are numbered from 0, so every label may belong to the class before its own: number them from 0 in config.json, or put a labels.txt beside it"
							: ""));
		}
	}

	// timm's tag of weights ends with the data that the classifier was trained on.
	private static boolean isOfImageNet(JsonNode config) {
		String architecture = config.path("architecture").asString("");
		String tag = config.path("pretrained_cfg")
			.path("tag")
			.asString(architecture.substring(architecture.indexOf('.') + 1));
		return Arrays.asList(tag.split("_")).contains("in1k");
	}

	private void hint(int classes) {
		String names = IMAGENET.get(classes);
		logger.info(
				"Model \"{}\" has {} classes without names. To name them, put a {} beside its {}, with one name a line{}",
				this.model, classes, ModelFiles.LABELS, ModelFiles.CONFIG,
				(names != null)
						? ". If they are those of %s, this prints it: python -c \"from timm.data import ImageNetInfo; info = ImageNetInfo('%s'); print(*map(info.index_to_description, range(%d)), sep='\\n')\""
							.formatted(names, names, classes)
						: "");
	}

}
