package io.heatlens.explain;

import java.util.Collection;
import java.util.List;

import io.heatlens.api.Suggestion;
import io.heatlens.explain.method.ExplanationMethod;

/**
 * Thrown when a request names a method that does not exist.
 */
public class UnknownMethodException extends RuntimeException {

	UnknownMethodException(String name, List<ExplanationMethod> known) {
		this(name, known.stream().map(ExplanationMethod::name).toList());
	}

	private UnknownMethodException(String name, Collection<String> known) {
		super("There is no method \"%s\".%s The methods are: %s.".formatted(name, Suggestion.of(name, known),
				String.join(", ", known)));
	}

}
