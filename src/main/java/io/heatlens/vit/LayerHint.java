package io.heatlens.vit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.heatlens.vit.transformer.Site;
import org.jspecify.annotations.Nullable;

/**
 * Translates the names that other tools give to layers: timm, transformers, torchvision,
 * open_clip, JAX and the Python expressions that pytorch-grad-cam takes.
 *
 * @param layers the layers of the model
 * @param depth the number of blocks of the model
 * @param stages the index of the first block of each stage
 */
record LayerHint(List<CheckedSite> layers, int depth, List<Integer> stages) {

	private static final Pattern NORM = Pattern.compile("(?:norm|ln)_?([0-2]|before|after)(?![a-z0-9])");

	private static final Pattern INDEX = Pattern.compile("(?:(?<![a-z0-9])-?|(?<=block|layer|stage))\\d{1,4}(?!\\d)");

	private static final String OF_STAGE = "(?:layers?|stages?)[^a-z0-9-]*(-?\\d{1,4})[^a-z0-9-]*";

	private static final Pattern STAGE = Pattern.compile(OF_STAGE + "$");

	private static final Pattern STAGE_AND_BLOCK = Pattern.compile(OF_STAGE + "blocks?[^a-z0-9-]*$");

	/**
	 * Says what to send instead of a name that the model does not have.
	 * @param name the name in the request; several that are separated by commas are a
	 * list
	 * @return a sentence or two that begin with a space; empty if the name means nothing
	 */
	String of(String name) {
		List<Optional<Meaning>> meanings = Arrays.stream(name.split(",")).map(this::meaning).toList();
		if (meanings.isEmpty() || meanings.stream().anyMatch(Optional::isEmpty)) {
			return "";
		}
		List<Meaning> known = meanings.stream().map(Optional::orElseThrow).toList();
		Optional<Meaning> missing = known.stream().filter((meaning) -> !exists(meaning.name())).findFirst();
		if (missing.isPresent()) {
			return " The layers of that block are called %s here."
				.formatted(String.join(" and ", ofBlock(missing.get())));
		}
		return " Did you mean \"%s\"?%s".formatted(
				known.stream().map(Meaning::name).collect(Collectors.joining("\" and \"")),
				(known.size() > 1) ? " For several layers, repeat the parameter." : "");
	}

	private Optional<Meaning> meaning(String name) {
		String text = name.strip().toLowerCase(Locale.ROOT);
		// The number of a LayerNorm is no index.
		String masked = NORM.matcher(text).replaceAll((norm) -> "n".repeat(norm.group().length()));
		Optional<MatchResult> last = INDEX.matcher(masked).results().reduce((before, after) -> after);
		return last.flatMap((index) -> block(masked, index))
			.filter((block) -> Site.parse("blocks[%d]".formatted(block), this.depth).isPresent())
			.map((block) -> new Meaning(block, part(text.substring(last.orElseThrow().end()))));
	}

	// In a model with stages, other tools count the blocks of each stage from 0.
	private Optional<Integer> block(String text, MatchResult last) {
		int index = Integer.parseInt(last.group());
		if (this.stages.size() == 1) {
			return Optional.of(index);
		}
		Matcher withBlock = STAGE_AND_BLOCK.matcher(text.substring(0, last.start()));
		if (withBlock.find()) {
			return ofStage(Integer.parseInt(withBlock.group(1)), index);
		}
		return STAGE.matcher(text.substring(0, last.end())).find() ? ofStage(index, -1) : Optional.of(index);
	}

	private Optional<Integer> ofStage(int stage, int block) {
		int at = (stage < 0) ? stage + this.stages.size() : stage;
		if (at < 0 || at >= this.stages.size()) {
			return Optional.empty();
		}
		int end = (at + 1 < this.stages.size()) ? this.stages.get(at + 1) : this.depth;
		int index = (block < 0) ? end + block : this.stages.get(at) + block;
		return (index >= this.stages.get(at) && index < end) ? Optional.of(index) : Optional.empty();
	}

	private static @Nullable String part(String rest) {
		Matcher norm = NORM.matcher(rest);
		if (norm.find()) {
			return List.of("0", "1", "before").contains(norm.group(1)) ? ".norm1" : ".norm2";
		}
		return rest.replace("output", "").matches("\\W*") ? "" : null;
	}

	private boolean exists(String name) {
		return Site.parse(name, this.depth)
			.filter((site) -> this.layers.stream().anyMatch((checked) -> checked.site().equals(site)))
			.isPresent();
	}

	private List<String> ofBlock(Meaning meaning) {
		return List.of("", ".norm1", ".norm2")
			.stream()
			.map((part) -> new Meaning(meaning.block(), part).name())
			.filter(this::exists)
			.toList();
	}

	/**
	 * What a name means.
	 *
	 * @param block the index of the block; a negative one counts from the end
	 * @param part the ending of the layer's name here, or {@code null} if there is none
	 * for that part of the block
	 */
	private record Meaning(int block, @Nullable String part) {

		String name() {
			return "blocks[%d]%s".formatted(this.block, Objects.requireNonNullElse(this.part, ".?"));
		}

	}

}
