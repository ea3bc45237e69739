package io.heatlens.explain;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Divides a list into batches, each of which goes through a model at once.
 */
final class Batches {

	private Batches() {
	}

	static <T> Stream<List<T>> of(List<T> all, int size) {
		return IntStream.iterate(0, (from) -> from < all.size(), (from) -> from + size)
			.mapToObj((from) -> all.subList(from, Math.min(from + size, all.size())));
	}

}
