package io.heatlens.batch;

/**
 * Thrown when a command cannot be carried out as it was given. The message is one line
 * for the user.
 */
class CommandException extends RuntimeException {

	CommandException(String message) {
		super(message);
	}

	CommandException(String message, Throwable cause) {
		super(message, cause);
	}

}
