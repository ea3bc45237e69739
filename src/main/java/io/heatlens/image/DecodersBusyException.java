package io.heatlens.image;

/**
 * Thrown when the images being decoded have so many pixels that another image waited too
 * long for its turn.
 */
public final class DecodersBusyException extends RuntimeException {

	DecodersBusyException() {
		super("Too many images are being decoded. Try again in a second.");
	}

}
