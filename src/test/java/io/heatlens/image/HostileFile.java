package io.heatlens.image;

import java.util.List;
import java.util.stream.Stream;

/**
 * A file that was made to hurt.
 *
 * @param name says how
 * @param code of the problem that is right; empty where it is a picture after all
 * @param bytes of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HostileFile(String name, String code, byte[] bytes) {

	static final String TOO_LARGE = "image-too-large";

	static final String UNREADABLE = "unreadable-image";

	static final String UNSUPPORTED = "unsupported-image-format";

	static final String FINE = "";

	/**
	 * Makes them all.
	 * @return of every format that is read, and some that are not
	 */
	public static List<HostileFile> all() {
		return Stream
			.of(HostilePngs.all(), HostileJpegs.all(), HostileGifs.all(), HostileTiffs.all(), HostileWebps.all(),
					HostileBmps.all(), HostileOthers.all())
			.flatMap(List::stream)
			.toList();
	}

	/**
	 * Cuts every format at each sixteenth.
	 * @return none of them whole
	 */
	public static List<HostileFile> cut() {
		return HostileOthers.cut();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
