package io.heatlens.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

import org.jspecify.annotations.Nullable;

/**
 * Walks the chunks of a PNG file (PNG specification, third edition, section 5).
 */
final class PngChunks {

	private static final int SIGNATURE = 8;

	private static final int WHITE = 255;

	/** Published profiles have up to 3 MB; a decompression bomb has gigabytes. */
	private static final int MAX_PROFILE = 4_000_000;

	/**
	 * Smaller depths are those for whose transparent grey the reader returns no alpha.
	 */
	private static final int BYTE_DEPTH = 8;

	private PngChunks() {
	}

	static Container walk(ByteBuffer file) {
		ByteBuffer exif = null;
		byte[] profile = null;
		SampleTraits samples = SampleTraits.NONE;
		int depth = BYTE_DEPTH;
		boolean grey = false;
		boolean profiled = false;
		file.position(SIGNATURE);
		String type = "";
		while (!type.equals("IEND")) {
			int length = file.getInt();
			int crc = crc(file.slice(file.position(), Math.addExact(length, 4)));
			type = Bytes.ascii(file, 4);
			ByteBuffer data = Bytes.take(file, length);
			if (file.getInt() != crc && Character.isUpperCase(type.charAt(0))) {
				throw new IllegalArgumentException("The chunk " + type + " has a wrong checksum");
			}
			if (type.equals("eXIf")) {
				exif = data;
			}
			if (type.equals("IHDR")) {
				depth = data.get(8);
				grey = data.get(9) == 0;
			}
			if (type.equals("tRNS") && grey && depth < BYTE_DEPTH) {
				samples = SampleTraits.transparent(data.getShort() * WHITE / ((1 << depth) - 1));
			}
			if (type.equals("iCCP") && !profiled) {
				profiled = true; // Each further one may be a decompression bomb.
				profile = inflated(data);
			}
		}
		return new Container(exif, profile, samples, file.position());
	}

	private static int crc(ByteBuffer data) {
		CRC32 crc = new CRC32();
		crc.update(data);
		return (int) crc.getValue();
	}

	private static byte @Nullable [] inflated(ByteBuffer data) {
		int name = 0;
		while (data.get(name) != 0) {
			name++;
		}
		data.position(name + 2); // The compression method is one byte, always 0.
		byte[] deflated = new byte[data.remaining()];
		data.get(deflated);
		try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
			byte[] profile = in.readNBytes(MAX_PROFILE + 1);
			return (profile.length > MAX_PROFILE) ? null : ProfileGuard.profile(profile);
		}
		catch (IOException ex) {
			return null;
		}
	}

}
