package io.heatlens.vit.checkpoint;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Words about the names of tensors in messages.
 */
final class Names {

	private static final int MAX_LENGTH = 200;

	private static final int MOST_PREFIXES = 6;

	private Names() {
	}

	/**
	 * Makes a name of a file safe to print.
	 * @param name the name, which is not trusted
	 * @return the name on one line, shortened if it is long
	 */
	static String printable(String name) {
		String shown = name.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
		return (shown.length() > MAX_LENGTH) ? shown.substring(0, MAX_LENGTH) + "..." : shown;
	}

	/**
	 * Says what a file has instead of a tensor.
	 * @param missing the name of the tensor that is missing
	 * @param names the names that are there
	 * @return a clause with the nearest name if one is similar, and with the beginnings
	 * of the names if they differ there
	 */
	static String instead(String missing, Collection<String> names) {
		String nearest = names.stream()
			.filter((name) -> name.length() <= MAX_LENGTH)
			.min(Comparator.comparingInt((name) -> distance(missing, name)))
			.orElse("");
		boolean similar = distance(missing, nearest) <= missing.length() / 2;
		if (nearest.endsWith("." + missing)) {
			return "the nearest name in the file is %s (%s)".formatted(nearest, prefixes(names));
		}
		return similar ? "the nearest name in the file is " + nearest
				: "no name in the file is near (%s)".formatted(prefixes(names));
	}

	private static String prefixes(Collection<String> names) {
		Map<String, Long> counts = names.stream()
			.collect(Collectors.groupingBy((name) -> name.substring(0, name.indexOf('.') + 1), TreeMap::new,
					Collectors.counting()));
		String listed = counts.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue().reversed())
			.limit(MOST_PREFIXES)
			.map((count) -> count.getKey().isEmpty() ? count.getValue() + " without a dot"
					: "%d begin with %s".formatted(count.getValue(), printable(count.getKey())))
			.collect(Collectors.joining(", "));
		return "of its %d tensors, %s".formatted(names.size(), listed);
	}

	// Levenshtein's distance, in which a prefix before a dot counts as one change.
	private static int distance(String wanted, String name) {
		if (name.endsWith("." + wanted) || wanted.endsWith("." + name)) {
			return 1;
		}
		int[] row = new int[name.length() + 1];
		for (int j = 0; j <= name.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= wanted.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= name.length(); j++) {
				int changed = diagonal + ((wanted.charAt(i - 1) == name.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[name.length()];
	}

}
