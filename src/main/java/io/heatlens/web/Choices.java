package io.heatlens.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The words that stand for the values of an enum in the API.
 */
final class Choices {

	private Choices() {
	}

	static <E extends Enum<E>> List<String> of(Class<E> type) {
		return Arrays.stream(type.getEnumConstants()).map((value) -> value.name().toLowerCase(Locale.ROOT)).toList();
	}

}
