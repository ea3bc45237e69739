package io.heatlens.vit.classes;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.heatlens.api.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * The labels of the classes of a model.
 *
 * @param names the labels in the order of the logits; a class without a label is named by
 * its index, such as {@code class 7}
 */
public record Labels(List<String> names) {

	/** The number of labels up to which an error lists all of them. */
	private static final int FEW = 20;

	public Labels {
		names = List.copyOf(names);
	}

	/**
	 * Names the classes that have no label in the configuration of a checkpoint.
	 * @param known the label of each class, or {@code null} for a class without one; may
	 * be shorter than {@code classes}
	 * @param classes the number of classes of the head
	 * @return a label for each class
	 */
	static Labels of(List<@Nullable String> known, int classes) {
		return new Labels(IntStream.range(0, classes).mapToObj((i) -> {
			String name = (i < known.size()) ? known.get(i) : null;
			return (name != null && !name.isBlank()) ? name : "class " + i;
		}).toList());
	}

	/**
	 * Warns if an index is also the label of another class.
	 * @param index the index of a class
	 * @return a sentence that names both classes, or empty if the index is clear
	 */
	public Optional<String> ambiguity(int index) {
		return misread().filter((other) -> asIndex(this.names.get(other)) == index)
			.mapToObj(this::ambiguous)
			.findFirst();
	}

	/**
	 * Warns of all labels that are also the index of another class.
	 * @return a sentence for each, which names both classes
	 */
	List<String> ambiguities() {
		return misread().mapToObj(this::ambiguous).toList();
	}

	/**
	 * Lists the labels that several classes share, in whatever Unicode normal form.
	 * @return a text for each, such as {@code "crane" (134, 517)}
	 */
	List<String> shared() {
		Map<String, List<Integer>> classes = new LinkedHashMap<>();
		for (int i = 0; i < this.names.size(); i++) {
			classes.computeIfAbsent(composed(this.names.get(i)), (name) -> new ArrayList<>()).add(i);
		}
		return classes.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().size() > 1)
			.map((entry) -> "\"%s\" (%s)".formatted(entry.getKey(), list(entry.getValue().stream())))
			.toList();
	}

	private static String list(Stream<Integer> indices) {
		return indices.map(Object::toString).collect(Collectors.joining(", "));
	}

	// The classes whose label is read as the index of another class.
	private IntStream misread() {
		return IntStream.range(0, this.names.size()).filter((i) -> {
			int index = asIndex(this.names.get(i));
			return index >= 0 && index != i;
		});
	}

	private String ambiguous(int other) {
		String label = this.names.get(other);
		int index = asIndex(label);
		return "\"%s\" means class %d (\"%s\"), but it is also the label of class %d. To name that class, send its index %d."
			.formatted(label, index, this.names.get(index), other, other);
	}

	private int asIndex(String text) {
		// Most labels begin with no digit, which is faster to see than a pattern.
		boolean number = !text.isEmpty() && Character.isDigit(text.charAt(0)) && text.matches("\\d{1,9}");
		return (number && Integer.parseInt(text) < this.names.size()) ? Integer.parseInt(text) : -1;
	}

	/**
	 * Finds the class that a client names.
	 * @param text the index of a class or, if there is no such index, an exact label, in
	 * any Unicode normal form
	 * @return the index, 0 to classes - 1
	 * @throws UnknownClassException if no class, or more than one, matches
	 */
	public int find(String text) {
		int index = asIndex(text);
		if (index >= 0) {
			return index;
		}
		String composed = composed(text);
		int[] matches = IntStream.range(0, this.names.size())
			.filter((i) -> composed(this.names.get(i)).equals(composed))
			.toArray();
		if (matches.length == 1) {
			return matches[0];
		}
		if (matches.length > 1) {
			throw new UnknownClassException("Several classes are called \"%s\". Name one by its index: %s."
				.formatted(text, list(IntStream.of(matches).boxed())));
		}
		throw new UnknownClassException(
				"There is no class \"%s\".%s A class is an index from 0 to %d or an exact label, %s; repeat the parameter for several."
					.formatted(text, hint(text), this.names.size() - 1, all()));
	}

	/**
	 * Finds the classes of a list. A label may itself contain commas: of the ways to
	 * divide the list, the first one counts that begins with the longest labels.
	 * @param text one or more classes as in {@link #find}, separated by commas
	 * @param most the largest number of classes that are wanted
	 * @return the indices in the order of the list, at most one more than {@code most}
	 * @throws UnknownClassException if a part of the list is no class
	 */
	public List<Integer> findAll(String text, int most) {
		String[] parts = text.split(",", -1);
		Set<String> labels = this.names.stream().map(Labels::composed).collect(Collectors.toSet());
		int longest = this.names.stream().mapToInt(Labels::parts).max().orElse(1);
		List<Integer> found = new ArrayList<>();
		for (int from = 0; from < parts.length && found.size() <= most;) {
			int to = Math.min(from + longest, parts.length);
			while (to > from + 1 && !labels.contains(composed(joined(parts, from, to)))) {
				to--;
			}
			found.add(find(joined(parts, from, to)));
			from = to;
		}
		return found;
	}

	private static String joined(String[] parts, int from, int to) {
		return String.join(",", List.of(parts).subList(from, to)).strip();
	}

	private static int parts(String label) {
		return 1 + (int) label.chars().filter((letter) -> letter == ',').count();
	}

	// An accent can be part of a letter or follow it. Both look the same.
	private static String composed(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFC);
	}

	private String all() {
		return (this.names.size() <= FEW) ? "one of \"" + String.join("\", \"", this.names) + "\""
				: "as GET /v1/models/{model} lists them";
	}

	private String hint(String text) {
		return Suggestion.of(composed(text), this.names.stream().map(Labels::composed).toList());
	}

}
