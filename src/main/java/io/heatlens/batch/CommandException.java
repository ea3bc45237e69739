package io.heatlens.batch;

/**
 * A command cannot do what it was told. The message is one line for the user.
 */
class CommandException extends RuntimeException {

	CommandException(String message) {
		super(message);
	}

	CommandException(String message, Throwable cause) {
		super(message, cause);
	}

}
