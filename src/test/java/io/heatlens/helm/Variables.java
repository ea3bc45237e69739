package io.heatlens.helm;

import java.util.LinkedHashMap;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Container;

/**
 * What a container's process sees in its environment.
 */
final class Variables {

	private Variables() {
	}

	/**
	 * The variables whose values stand in the pod itself.
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
