package io.heatlens.engine;

/**
 * Thrown when a request is refused because the engine's queue is full.
 */
public class OverloadedException extends RuntimeException {

	OverloadedException(int queue) {
		super("%d requests are already waiting. Try again later.".formatted(queue));
	}

}
