package io.heatlens.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The words that stand for the values of an enum in the API.
 */
public final class Choices {

	private Choices() {
	}

	/**
	 * Lists the words.
	 * @param <E> the enum
	 * @param type the enum
	 * @return one a value, in their order
	 */
	public static <E extends Enum<E>> List<String> of(Class<E> type) {
		return Arrays.stream(type.getEnumConstants()).map(Choices::of).toList();
	}

	static String of(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
