package io.heatlens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The help of the program, {@code help.txt}: its commands and settings.
 */
final class Help {

	private Help() {
	}

	static String text() {
		try (InputStream help = Objects.requireNonNull(Help.class.getResourceAsStream("/help.txt"))) {
			return new String(help.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
