package io.heatlens.request;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.heatlens.vit.input.Grid;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as texts, by their names.
 */
public final class Parameters {

	private static final Pattern SIZE = Pattern.compile("(\\d{1,4})(?:x(\\d{1,4}))?");

	private final Map<String, List<String>> values;

	private Parameters(Map<String, List<String>> values) {
		this.values = values;
	}

	/**
	 * Checks the names.
	 * @param values by parameter, each once or more
	 * @param known the parameters that are taken
	 * @return the parameters
	 * @throws BadParameterException if one is unknown
	 */
	public static Parameters of(Map<String, List<String>> values, Set<ApiParameter> known) {
		Set<String> names = known.stream().map(ApiParameter::apiName).collect(Collectors.toSet());
		for (String name : values.keySet()) {
			if (!names.contains(name)) {
				throw new BadParameterException("There is no parameter \"%s\" here. The parameters are: %s."
					.formatted(name, String.join(", ", new TreeSet<>(names))));
			}
		}
		return new Parameters(values);
	}

	/**
	 * Says whether a parameter was sent.
	 * @param parameter to look for
	 * @return whether it is there
	 */
	boolean has(ApiParameter parameter) {
		return this.values.containsKey(parameter.apiName());
	}

	/**
	 * Reads a parameter that may be repeated.
	 * @param parameter to read
	 * @return its values, none if it is not there
	 */
	public List<String> all(ApiParameter parameter) {
		return this.values.getOrDefault(parameter.apiName(), List.of());
	}

	/**
	 * Reads a parameter that may be there once.
	 * @param parameter to read
	 * @return its value, or nothing
	 * @throws BadParameterException if it is repeated or empty
	 */
	public @Nullable String one(ApiParameter parameter) {
		List<String> all = all(parameter);
		if (all.isEmpty()) {
			return null;
		}
		if (all.size() > 1 || all.get(0).isBlank()) {
			throw BadParameterException.value(parameter, String.join(", ", all), "one value");
		}
		return all.get(0);
	}

	/**
	 * Reads a whole number.
	 * @param parameter to read
	 * @param otherwise if it is not there
	 * @param min smallest that it takes
	 * @param max largest that it takes
	 * @return the number
	 * @throws BadParameterException if it is none, or out of range
	 */
	public int number(ApiParameter parameter, int otherwise, int min, int max) {
		String text = one(parameter);
		if (text == null) {
			return otherwise;
		}
		if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
			throw BadParameterException.value(parameter, text, "a whole number from %d to %d".formatted(min, max));
		}
		return Integer.parseInt(text);
	}

	/**
	 * Reads a share.
	 * @param parameter to read
	 * @param otherwise if it is not there
	 * @return 0 to 1
	 * @throws BadParameterException if it is not a number from 0 to 1
	 */
	double share(ApiParameter parameter, double otherwise) {
		String text = one(parameter);
		if (text == null) {
			return otherwise;
		}
		if (!text.matches("0|1|[01]?\\.\\d{1,9}") || Double.parseDouble(text) > 1) {
			throw BadParameterException.value(parameter, text, "a number from 0 to 1");
		}
		return Double.parseDouble(text);
	}

	/**
	 * Reads one of several words.
	 * @param <E> what they stand for
	 * @param parameter to read
	 * @param otherwise if it is not there
	 * @return the value of that name in lower case
	 * @throws BadParameterException if there is none
	 */
	<E extends Enum<E>> E choice(ApiParameter parameter, E otherwise) {
		String text = one(parameter);
		if (text == null) {
			return otherwise;
		}
		List<String> names = Choices.of(otherwise.getDeclaringClass());
		int index = names.indexOf(text);
		if (index < 0) {
			throw BadParameterException.value(parameter, text, "one of " + String.join(", ", names));
		}
		return otherwise.getDeclaringClass().getEnumConstants()[index];
	}

	/**
	 * Reads yes or no.
	 * @param parameter to read
	 * @param otherwise if it is not there
	 * @return whether it is {@code true}
	 * @throws BadParameterException if it is neither {@code true} nor {@code false}
	 */
	boolean flag(ApiParameter parameter, boolean otherwise) {
		String text = one(parameter);
		if (text == null) {
			return otherwise;
		}
		if (!text.equals("true") && !text.equals("false")) {
			throw BadParameterException.value(parameter, text, "true or false");
		}
		return text.equals("true");
	}

	/**
	 * Reads rows and columns.
	 * @param parameter to read
	 * @param otherwise if it is not there
	 * @param min smallest of each
	 * @return one number for both, or two with an x between them
	 * @throws BadParameterException if it is neither
	 */
	Grid size(ApiParameter parameter, Grid otherwise, int min) {
		String text = one(parameter);
		if (text == null) {
			return otherwise;
		}
		Matcher matcher = SIZE.matcher(text);
		if (matcher.matches()) {
			int rows = Integer.parseInt(matcher.group(1));
			int columns = (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : rows;
			if (rows >= min && columns >= min) {
				return new Grid(rows, columns);
			}
		}
		throw BadParameterException.value(parameter, text,
				"rows and columns of %d or more, as 2 or 2x3".formatted(min));
	}

}
