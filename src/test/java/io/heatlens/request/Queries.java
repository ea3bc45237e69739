package io.heatlens.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters written as the query of an address, without escapes.
 */
final class Queries {

	private Queries() {
	}

	/**
	 * Reads the parameters of an explanation.
	 * @param query such as {@code method=grad-cam&top=2}; may be empty
	 * @return the parameters
	 */
	static Parameters parameters(String query) {
		return Parameters.of(query.isEmpty() ? Map.of() : values(query), ApiParameter.OF_EXPLANATIONS);
	}

	static Map<String, List<String>> values(String query) {
		Map<String, List<String>> values = new HashMap<>();
		for (String pair : query.split("&", -1)) {
			String[] parts = pair.split("=", 2);
			values.computeIfAbsent(parts[0], (name) -> new ArrayList<>()).add((parts.length > 1) ? parts[1] : "");
		}
		return values;
	}

}
