package io.heatlens.vit;

import java.util.Collection;

import io.heatlens.api.Suggestion;

/**
 * Thrown when a request names a model that is not served.
 */
public class UnknownModelException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message the models that are served, and the one that was named
	 */
	public UnknownModelException(String message) {
		super(message);
	}

	UnknownModelException(String name, Collection<String> known) {
		this("There is no model \"%s\".%s The models are: %s.".formatted(name, Suggestion.of(name, known),
				String.join(", ", known)));
	}

}
