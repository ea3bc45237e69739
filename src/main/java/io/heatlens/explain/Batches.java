package io.heatlens.explain;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cuts a list into pieces that go through a model at once.
 */
final class Batches {

	private Batches() {
	}

	static <T> Stream<List<T>> of(List<T> all, int size) {
		return IntStream.iterate(0, (from) -> from < all.size(), (from) -> from + size)
			.mapToObj((from) -> all.subList(from, Math.min(from + size, all.size())));
	}

}
