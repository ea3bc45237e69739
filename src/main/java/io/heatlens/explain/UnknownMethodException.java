package io.heatlens.explain;

import java.util.List;
import java.util.stream.Collectors;

import io.heatlens.explain.method.ExplanationMethod;

/**
 * Thrown when a request names a method that does not exist.
 */
public class UnknownMethodException extends RuntimeException {

	UnknownMethodException(String name, List<ExplanationMethod> known) {
		super("There is no method \"%s\". The methods are: %s.".formatted(name,
				known.stream().map(ExplanationMethod::name).collect(Collectors.joining(", "))));
	}

}
