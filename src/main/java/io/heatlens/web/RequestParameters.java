package io.heatlens.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request's parameters, from the query or from form fields beside the image.
 */
final class RequestParameters {

	private final Map<String, String[]> values;

	private RequestParameters(Map<String, String[]> values) {
		this.values = values;
	}

	/**
	 * Reads and checks the names.
	 * @param request with any body
	 * @param known the parameters that it takes
	 * @return the parameters
	 * @throws BadParameterException if one is unknown, or stands both in the query and in
	 * a form field
	 */
	static RequestParameters of(HttpServletRequest request, Set<ApiParameter> known) {
		Map<String, String[]> values = values(request);
		Set<String> names = known.stream().map(ApiParameter::apiName).collect(Collectors.toSet());
		List<String> query = queryNames(request.getQueryString());
		for (Map.Entry<String, String[]> entry : values.entrySet()) {
			String name = entry.getKey();
			if (name.equals("image")) {
				throw new BadRequestException(
						"\"image\" has to be a file, as in curl -F image=@photo.jpg, but is a text field.");
			}
			checkKnown(name, names);
			long inQuery = query.stream().filter(name::equals).count();
			if (inQuery > 0 && inQuery < entry.getValue().length) {
				throw new BadParameterException(
						"The parameter \"%s\" stands in the query and in a form field. Send it once.".formatted(name));
			}
		}
		return new RequestParameters(values);
	}

	/**
	 * Checks the names of parameters that came in JSON.
	 * @param values by their names
	 * @param known the parameters that it takes
	 * @return the parameters
	 * @throws BadParameterException if one is unknown
	 */
	static RequestParameters of(Map<String, List<String>> values, Set<ApiParameter> known) {
		Set<String> names = known.stream().map(ApiParameter::apiName).collect(Collectors.toSet());
		values.keySet().forEach((name) -> checkKnown(name, names));
		return new RequestParameters(values.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().toArray(String[]::new))));
	}

	private static void checkKnown(String name, Set<String> names) {
		if (!names.contains(name)) {
			throw new BadParameterException("There is no parameter \"%s\" here. The parameters are: %s.".formatted(name,
					String.join(", ", new TreeSet<>(names))));
		}
	}

	private static Map<String, String[]> values(HttpServletRequest request) {
		try {
			return request.getParameterMap();
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw new BadRequestException("The query or the form could not be decoded: its encoding or its size.");
		}
	}

	private static List<String> queryNames(@Nullable String query) {
		if (query == null) {
			return List.of();
		}
		return Arrays.stream(query.split("&"))
			.map((pair) -> pair.split("=", 2)[0])
			.map((name) -> URLDecoder.decode(name, StandardCharsets.UTF_8))
			.toList();
	}

	/**
	 * Reads a parameter that may be repeated.
	 * @param parameter to read
	 * @return its values, none if it is not there
	 */
	List<String> all(ApiParameter parameter) {
		return Arrays.asList(this.values.getOrDefault(parameter.apiName(), new String[0]));
	}

	/**
	 * Reads a parameter that may be there once.
	 * @param parameter to read
	 * @return its value, or nothing
	 * @throws BadParameterException if it is repeated or empty
	 */
	@Nullable String one(ApiParameter parameter) {
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
	int number(ApiParameter parameter, int otherwise, int min, int max) {
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

}
