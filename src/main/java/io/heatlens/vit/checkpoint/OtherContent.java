package io.heatlens.vit.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Recognises by its first bytes what lies in a file under the name of another.
 */
public final class OtherContent {

	/** The number of bytes that are enough to recognise a file. */
	public static final int LENGTH = 16;

	private OtherContent() {
	}

	/**
	 * Recognises what is never part of a model.
	 * @param start the first bytes of a file, {@link #LENGTH} or all of them
	 * @return what the file is and what to do: the predicate of a sentence about the file
	 */
	public static Optional<String> describe(byte[] start) {
		String text = new String(start, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
		if (text.startsWith("version https:")) {
			return Optional.of("is only a pointer of Git LFS; fetch its content with \"git lfs pull\"");
		}
		if (text.startsWith("<!doctype") || text.startsWith("<html")) {
			return Optional.of("is a web page, not the file that the page is about; download the file itself");
		}
		return Optional.empty();
	}

	static boolean isZip(byte[] start) {
		return new String(start, StandardCharsets.ISO_8859_1).startsWith("PK\3\4");
	}

	static boolean isPickle(byte[] start) {
		return start.length > 0 && start[0] == (byte) 0x80;
	}

	/**
	 * Recognises a safetensors file, which begins with the length of a header in JSON.
	 * @param start the first bytes of the file
	 * @return true if a JSON object begins after eight bytes
	 */
	static boolean isSafetensors(byte[] start) {
		return start.length > 8 && start[8] == '{';
	}

}
