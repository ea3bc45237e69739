package io.heatlens.image;

/**
 * Says that so many pixels are being decoded that there was no room for more in good
 * time.
 */
public final class DecodersBusyException extends RuntimeException {

	DecodersBusyException() {
		super("Too many images are being decoded. Try again in a second.");
	}

}
