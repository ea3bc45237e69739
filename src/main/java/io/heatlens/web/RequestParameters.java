package io.heatlens.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.heatlens.request.ApiParameter;
import io.heatlens.request.BadParameterException;
import io.heatlens.request.Parameters;
import io.heatlens.web.problem.BadRequestException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a request from the query or from the form fields beside the
 * image.
 */
public final class RequestParameters {

	private RequestParameters() {
	}

	/**
	 * Reads the parameters and checks their names.
	 * @param request the request, with any kind of body
	 * @param known the parameters that the request may have
	 * @return the parameters
	 * @throws BadParameterException if a parameter is unknown, or given both in the query
	 * and in a form field
	 * @throws BadRequestException if {@code image} is a parameter, or the query or form
	 * cannot be decoded
	 */
	static Parameters of(HttpServletRequest request, Set<ApiParameter> known) {
		Map<String, String[]> values = new HashMap<>(values(request));
		List<String> query = queryNames(request.getQueryString());
		ImageParts.fields(request).stream().filter((name) -> !query.contains(name)).forEach(values::remove);
		for (Map.Entry<String, String[]> entry : values.entrySet()) {
			String name = entry.getKey();
			if (name.equals("image")) {
				throw new BadRequestException(
						"\"image\" has to be a file, as in curl -F image=@photo.jpg, but is a parameter.");
			}
			long inQuery = query.stream().filter(name::equals).count();
			if (inQuery > 0 && inQuery < entry.getValue().length) {
				throw new BadParameterException(
						"The parameter \"%s\" is in the query and in a form field. Send it only once.".formatted(name));
			}
		}
		return Parameters.of(lists(values), known);
	}

	/**
	 * Reads the parameters of the query of a request whose body is no form.
	 * @param request the request
	 * @return the texts by name, one or more per name
	 * @throws BadRequestException if the query cannot be decoded
	 */
	public static Map<String, List<String>> query(HttpServletRequest request) {
		return lists(values(request));
	}

	private static Map<String, List<String>> lists(Map<String, String[]> values) {
		return values.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> List.of(entry.getValue())));
	}

	private static Map<String, String[]> values(HttpServletRequest request) {
		try {
			return request.getParameterMap();
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw new BadRequestException(
					"The query or the form could not be decoded: its encoding is wrong, or it is too large.");
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

}
