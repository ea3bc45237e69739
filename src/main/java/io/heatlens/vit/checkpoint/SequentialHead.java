package io.heatlens.vit.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds classifiers that training scripts put into a {@code Sequential}: a linear layer
 * beside layers without weights, such as a dropout. Its {@code head.1.weight} is the
 * {@code head.weight} of the published architecture.
 *
 * @param tensors where each tensor lies, by its name in the architecture
 * @param description what was renamed: a clause that begins with a comma, or an empty
 * string
 */
record SequentialHead(Map<String, TensorEntry> tensors, String description) {

	private static final Pattern LAYER = Pattern
		.compile("(head|head\\.fc|head_dist|classifier|cls_classifier|distillation_classifier)(\\.\\d+)(\\..+)");

	/**
	 * Renames the tensors of such classifiers.
	 * @param tensors where each tensor lies, by its name
	 * @return the tensors; a classifier of several layers with weights, which is another
	 * function, keeps its names
	 */
	static SequentialHead flatten(Map<String, TensorEntry> tensors) {
		Map<String, Set<String>> layers = new TreeMap<>();
		tensors.keySet().forEach((name) -> {
			Matcher matcher = LAYER.matcher(name);
			if (matcher.matches()) {
				layers.computeIfAbsent(matcher.group(1), (head) -> new TreeSet<>()).add(matcher.group(2));
			}
		});
		layers.entrySet()
			.removeIf((head) -> head.getValue().size() > 1 || tensors.containsKey(head.getKey() + ".weight"));
		Map<String, TensorEntry> flat = new LinkedHashMap<>();
		tensors.forEach((name, entry) -> {
			Matcher matcher = LAYER.matcher(name);
			boolean inside = matcher.matches() && layers.containsKey(matcher.group(1));
			flat.put(inside ? matcher.group(1) + matcher.group(3) : name, entry);
		});
		StringBuilder description = new StringBuilder();
		layers.forEach(
				(head, index) -> description.append(", %s%s as %s".formatted(head, index.iterator().next(), head)));
		return new SequentialHead(flat, description.toString());
	}

}
