package io.heatlens.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name that a client may have meant. Case, hyphens, underscores and spaces do
 * not matter, nor do small typing errors.
 */
public final class Suggestion {

	private Suggestion() {
	}

	/**
	 * Suggests a name in an error text.
	 * @param text the name that was sent
	 * @param names the names that exist
	 * @return a question that begins with a space, such as {@code Did you mean
	 * "grad-cam"?}; empty if no name is similar
	 */
	public static String of(String text, Collection<String> names) {
		return nearest(text, names).map(" Did you mean \"%s\"?"::formatted).orElse("");
	}

	/**
	 * Finds the most similar name.
	 * @param text the name that was sent
	 * @param names the names that exist
	 * @return the name, or empty if none is similar
	 */
	public static Optional<String> nearest(String text, Collection<String> names) {
		String plain = plain(text);
		int most = mistakes(plain.length());
		// A long text is no name, and comparing it would take long.
		if (plain.isEmpty() || plain.length() > 100) {
			return Optional.empty();
		}
		return names.stream()
			.map((name) -> new Candidate(name, distance(plain, plain(name))))
			.filter((candidate) -> candidate.mistakes() <= most)
			.min(Comparator.comparingInt(Candidate::mistakes))
			.map(Candidate::name);
	}

	// Other tools write a plus in letters: GradCAMPlusPlus, GradCAMpp.
	private static String plain(String text) {
		String words = text.strip().toLowerCase(Locale.ROOT).replaceAll("(?<=\\w)[ _-]?(plusplus|pp)$", "++");
		String letters = words.replaceAll("[^\\p{L}\\p{N}]", "");
		return words.endsWith("++") ? letters + "++" : letters;
	}

	private static int mistakes(int length) {
		return (length < 3) ? 0 : (length < 6) ? 1 : 2;
	}

	// Counts letters that are missing, added or exchanged for others, and neighbours in
	// the wrong order (Damerau 1964, each letter moved at most once).
	private static int distance(String one, String other) {
		int[][] distance = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				if (i == 0 || j == 0) {
					distance[i][j] = i + j;
					continue;
				}
				int exchanged = distance[i - 1][j - 1] + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				distance[i][j] = Math.min(exchanged, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
				if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
						&& one.charAt(i - 2) == other.charAt(j - 1)) {
					distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
				}
			}
		}
		return distance[one.length()][other.length()];
	}

	private record Candidate(String name, int mistakes) {
	}

}
