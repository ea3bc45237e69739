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

	/** Published profiles have up to 3 MB; a decompression bomb has gigabytes. */
	private static final int MAX_PROFILE = 4_000_000;

	private PngChunks() {
	}

	static Container walk(ByteBuffer file) {
		ByteBuffer exif = null;
		byte[] profile = null;
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
			if (type.equals("iCCP") && !profiled) {
				profiled = true; // Each further one may be a decompression bomb.
				profile = inflated(data);
			}
		}
		return new Container(exif, profile);
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
