package io.heatlens.vit;

import java.util.Collection;

import io.heatlens.api.Suggestion;

/**
 * Thrown when a request names a model that is not served.
 */
public class UnknownModelException extends RuntimeException {

	UnknownModelException(String name, Collection<String> known) {
		super("There is no model \"%s\".%s The models are: %s.".formatted(name, Suggestion.of(name, known),
				String.join(", ", known)));
	}

}
