package io.heatlens.explain;

/**
 * A model cannot be explained by a method.
 */
public class UnsupportedMethodException extends RuntimeException {

	UnsupportedMethodException(String method, String reason, String nearest) {
		super("%s cannot explain this model: %s. The nearest that can is %s.".formatted(method, reason, nearest));
	}

}
