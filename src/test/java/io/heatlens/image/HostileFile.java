package io.heatlens.image;

import java.util.List;
import java.util.stream.Stream;

/**
 * A hostile file.
 *
 * @param name the name, which describes the attack
 * @param code the code of the expected problem, or empty if the file is read as a picture
 * @param bytes the content of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HostileFile(String name, String code, byte[] bytes) {

	static final String TOO_LARGE = "image-too-large";

	static final String UNREADABLE = "unreadable-image";

	static final String UNSUPPORTED = "unsupported-image-format";

	static final String FINE = "";

	/**
	 * Creates all hostile files.
	 * @return files of every format that is read, and of some that are not
	 */
	public static List<HostileFile> all() {
		return Stream
			.of(HostilePngs.all(), HostileJpegs.all(), HostileGifs.all(), HostileTiffs.all(), HostileWebps.all(),
					HostileBmps.all(), HostileOthers.all())
			.flatMap(List::stream)
			.toList();
	}

	/**
	 * Cuts a file of every format at each sixteenth of its length.
	 * @return the incomplete files
	 */
	public static List<HostileFile> cut() {
		return HostileOthers.cut();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
