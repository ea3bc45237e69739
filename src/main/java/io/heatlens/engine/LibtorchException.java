package io.heatlens.engine;

/**
 * Thrown when PyTorch's native library cannot be unpacked or loaded.
 */
class LibtorchException extends RuntimeException {

	private static final long serialVersionUID = 1;

	LibtorchException(RuntimeException cause) {
		super("libtorch cannot be loaded: %s.".formatted(cause), cause);
	}

}
