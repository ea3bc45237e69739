package io.heatlens.vit;

/**
 * Thrown when prompts or their template cannot be taken.
 */
public class InvalidPromptsException extends RuntimeException {

	InvalidPromptsException(String message) {
		super(message);
	}

}
