package io.heatlens.explain;

/**
 * Thrown when a method cannot explain a model, or a model at the layers of the request.
 */
public class UnsupportedMethodException extends RuntimeException {

	UnsupportedMethodException(String message) {
		super(message);
	}

	/**
	 * Creates an exception.
	 * @param method the name of the method
	 * @param reason why it cannot, as a clause
	 * @param nearest the name of the most similar method that can
	 */
	public UnsupportedMethodException(String method, String reason, String nearest) {
		super("The method \"%s\" cannot explain this model: %s. The most similar method that can is \"%s\"."
			.formatted(method, reason, nearest));
	}

}
