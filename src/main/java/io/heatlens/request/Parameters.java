package io.heatlens.request;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.heatlens.api.ApiEnum;
import io.heatlens.api.Suggestion;
import io.heatlens.vit.input.Grid;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request by name, with methods that read each type of value.
 */
public final class Parameters {

	/** More than any label has, or a list of ten. */
	private static final int LONGEST = 4000;

	private static final Pattern SIZE = Pattern.compile("(\\d{1,4})(?:x(\\d{1,4}))?");

	private final Map<String, List<String>> values;

	private Parameters(Map<String, List<String>> values) {
		this.values = values;
	}

	/**
	 * Checks the names of the parameters of a request.
	 * @param values the texts by name, one or more per name
	 * @param known the parameters that the request takes
	 * @return the parameters
	 * @throws BadParameterException if a name is unknown
	 */
	public static Parameters of(Map<String, List<String>> values, Set<ApiParameter> known) {
		Set<String> names = known.stream().map(ApiParameter::apiName).collect(Collectors.toSet());
		for (String name : values.keySet()) {
			if (!names.contains(name)) {
				throw new BadParameterException("There is no parameter \"%s\" here.%s The parameters are: %s."
					.formatted(name, Suggestion.of(name, names), String.join(", ", new TreeSet<>(names))));
			}
		}
		values.forEach(Parameters::checkLength);
		return new Parameters(values);
	}

	private static void checkLength(String name, List<String> values) {
		for (String value : values) {
			if (value.length() > LONGEST) {
				throw new BadParameterException("The parameter \"%s\" takes at most %d characters, but has %d."
					.formatted(name, LONGEST, value.length()));
			}
		}
	}

	/**
	 * Whether a parameter was sent.
	 * @param parameter the parameter
	 * @return true if it has a value
	 */
	boolean has(ApiParameter parameter) {
		return this.values.containsKey(parameter.apiName());
	}

	/**
	 * Reads a parameter that may be repeated.
	 * @param parameter the parameter
	 * @return its values; empty if it was not sent
	 */
	public List<String> all(ApiParameter parameter) {
		return this.values.getOrDefault(parameter.apiName(), List.of());
	}

	/**
	 * Reads a parameter that must not be repeated.
	 * @param parameter the parameter
	 * @return its value, or {@code null} if it was not sent
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
	 * @param parameter the parameter
	 * @param min the smallest number that it takes
	 * @param max the largest number that it takes
	 * @return the number, or {@code null} if it was not sent
	 * @throws BadParameterException if it is not a whole number, or out of range
	 */
	public @Nullable Integer number(ApiParameter parameter, int min, int max) {
		String text = one(parameter);
		if (text == null) {
			return null;
		}
		if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
			throw BadParameterException.value(parameter, text, "a whole number from %d to %d".formatted(min, max));
		}
		return Integer.valueOf(text);
	}

	/**
	 * Reads a whole number that has a default.
	 * @param parameter the parameter
	 * @param otherwise the number if it was not sent
	 * @param min the smallest number that it takes
	 * @param max the largest number that it takes
	 * @return the number
	 * @throws BadParameterException if it is not a whole number, or out of range
	 */
	public int number(ApiParameter parameter, int otherwise, int min, int max) {
		Integer number = number(parameter, min, max);
		return (number != null) ? number : otherwise;
	}

	/**
	 * Reads a number from 0 to 1.
	 * @param parameter the parameter
	 * @param otherwise the number if it was not sent
	 * @return the number
	 * @throws BadParameterException if it is not a number from 0 to 1
	 */
	double share(ApiParameter parameter, double otherwise) {
		Double share = share(parameter);
		return (share != null) ? share : otherwise;
	}

	/**
	 * Reads a number from 0 to 1 that has no default.
	 * @param parameter the parameter
	 * @return the number, or {@code null} if it was not sent
	 * @throws BadParameterException if it is not a number from 0 to 1
	 */
	@Nullable Double share(ApiParameter parameter) {
		String text = one(parameter);
		if (text == null) {
			return null;
		}
		if (!text.matches("0|1|[01]?\\.\\d{1,9}") || Double.parseDouble(text) > 1) {
			throw BadParameterException.value(parameter, text, "a number from 0 to 1");
		}
		return Double.parseDouble(text);
	}

	/**
	 * Reads one of several words.
	 * @param <E> the enum of the words
	 * @param parameter the parameter
	 * @param otherwise the value if it was not sent
	 * @return the value with that name in the API
	 * @throws BadParameterException if no value has that name
	 */
	public <E extends Enum<E> & ApiEnum> E choice(ApiParameter parameter, E otherwise) {
		String text = one(parameter);
		if (text == null) {
			return otherwise;
		}
		return Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
			.filter((value) -> value.apiName().equals(text))
			.findFirst()
			.orElseThrow(() -> BadParameterException.choice(parameter, text, parameter.choices()));
	}

	/**
	 * Reads {@code true} or {@code false}.
	 * @param parameter the parameter
	 * @param otherwise the value if it was not sent
	 * @return the value
	 * @throws BadParameterException if it is neither
	 */
	boolean flag(ApiParameter parameter, boolean otherwise) {
		String text = one(parameter);
		if (text == null) {
			return otherwise;
		}
		if (!text.equals("true") && !text.equals("false")) {
			throw BadParameterException.choice(parameter, text, List.of("true", "false"));
		}
		return text.equals("true");
	}

	/**
	 * Reads a number of rows and a number of columns.
	 * @param parameter the parameter: one number for both, or two numbers with an x
	 * between them
	 * @param otherwise the size if it was not sent
	 * @param min the smallest number of rows and of columns
	 * @return the size
	 * @throws BadParameterException if it is not a size, or too small
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
				"rows and columns of %d or more, such as 2 or 2x3".formatted(min));
	}

}
