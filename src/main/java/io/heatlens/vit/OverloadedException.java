package io.heatlens.vit;

import org.jspecify.annotations.Nullable;

/**
 * The engine's queue is full.
 */
public class OverloadedException extends RuntimeException {

	OverloadedException(int queue, @Nullable Throwable cause) {
		super("%d requests are already waiting. Try again later.".formatted(queue), cause);
	}

}
