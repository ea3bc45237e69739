package io.heatlens.helm;

import java.util.LinkedHashMap;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Container;

/**
 * The environment variables of a container.
 */
final class Variables {

	private Variables() {
	}

	/**
	 * Lists the variables whose values are in the pod itself.
	 * @param container of a pod
	 * @return values by name
	 */
	static Map<String, String> of(Container container) {
		Map<String, String> variables = new LinkedHashMap<>();
		container.getEnv()
			.stream()
			.filter((variable) -> variable.getValue() != null)
			.forEach((variable) -> variables.put(variable.getName(), variable.getValue()));
		return variables;
	}

}
