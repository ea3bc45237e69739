package io.heatlens.image;

import java.util.List;

/**
 * Hostile TIFF files.
 */
final class HostileTiffs {

	private static final int SHORT = 3;

	private static final int LONG = 4;

	private HostileTiffs() {
	}

	static List<HostileFile> all() {
		return List.of(new HostileFile("tiff-loop", HostileFile.UNREADABLE, tiff(8)),
				new HostileFile("tiff-loop-with-a-picture", HostileFile.FINE, picture(8, 4, 4)),
				new HostileFile("tiff-endless-tag", HostileFile.UNREADABLE, tiff(0, 256, LONG, Integer.MAX_VALUE, 8)),
				new HostileFile("tiff-60000", HostileFile.TOO_LARGE, picture(0, 60_000, 60_000)),
				new HostileFile("tiff-0", HostileFile.UNREADABLE, picture(0, 0, 0)),
				new HostileFile("tiff-negative", HostileFile.UNREADABLE, picture(0, -1, -1)),
				new HostileFile("tiff-49mp-of-nothing", HostileFile.UNREADABLE, picture(0, 7000, 7000)),
				new HostileFile("tiff-49mp-lzw-of-nothing", HostileFile.UNREADABLE, compressed(5)),
				new HostileFile("tiff-49mp-deflate-of-nothing", HostileFile.UNREADABLE, compressed(8)),
				new HostileFile("tiff-49mp-packbits-of-nothing", HostileFile.UNREADABLE, compressed(32_773)),
				new HostileFile("tiff-49mp-jpeg-of-nothing", HostileFile.UNREADABLE, compressed(7)),
				new HostileFile("tiff-49mp-old-jpeg-of-nothing", HostileFile.UNREADABLE, compressed(6)),
				new HostileFile("tiff-49mp-fax-of-nothing", HostileFile.FINE, compressed(4)),
				new HostileFile("tiff-compression-9999", HostileFile.UNREADABLE, compressed(9999)),
				new HostileFile("tiff-tiles-of-1", HostileFile.UNREADABLE, tiles(7000, 1)),
				new HostileFile("tiff-tiles-of-2-gb", HostileFile.TOO_LARGE, tiles(16, Integer.MAX_VALUE)),
				new HostileFile("tiff-tiles-of-60000", HostileFile.UNREADABLE, tiles(16, 60_000)),
				new HostileFile("tiff-tiles-of-0", HostileFile.UNREADABLE, tiles(16, 0)),
				new HostileFile("tiff-strips-of-0-rows", HostileFile.UNREADABLE,
						tiff(0, 256, SHORT, 1, 4 << 16, 257, SHORT, 1, 4 << 16, 258, SHORT, 1, 8 << 16, 262, SHORT, 1,
								1 << 16, 273, LONG, 1, 8, 278, SHORT, 1, 0, 279, LONG, 1, 16)),
				new HostileFile("tiff-65535-samples", HostileFile.UNREADABLE,
						tiff(0, 256, SHORT, 1, 4 << 16, 257, SHORT, 1, 4 << 16, 258, SHORT, 1, 8 << 16, 262, SHORT, 1,
								2 << 16, 273, LONG, 1, 8, 277, SHORT, 1, 65_535 << 16, 279, LONG, 1, 16)),
				new HostileFile("tiff-exif-loop", HostileFile.FINE,
						tiff(0, 256, SHORT, 1, 4 << 16, 257, SHORT, 1, 4 << 16, 258, SHORT, 1, 8 << 16, 262, SHORT, 1,
								1 << 16, 273, LONG, 1, 8, 279, LONG, 1, 16, 330, LONG, 1, 8, 0x8769, LONG, 1, 8)),
				new HostileFile("tiff-1000-values-of-8mb", HostileFile.UNREADABLE, shared()),
				new HostileFile("tiff-tiles-that-share-their-bytes", HostileFile.UNREADABLE, sharedStrips()),
				new HostileFile("tiff-jpeg-of-50-scans", HostileFile.UNREADABLE, jpeg(50)),
				new HostileFile("tiff-65535-entries", HostileFile.UNREADABLE,
						new FileBuilder().ascii("MM\0*")
							.int32(8)
							.int16(65_535)
							.bytes(new byte[65_535 * 12 + 4])
							.build()),
				new HostileFile("tiff-directory-behind-the-end", HostileFile.UNREADABLE,
						new FileBuilder().ascii("II*\0").int32(-1).build()));
	}

	private static byte[] shared() {
		int[] entries = new int[4 * 1000];
		for (int i = 0; i < entries.length; i += 4) {
			entries[i] = 40_000 + i / 4;
			entries[i + 1] = 1;
			entries[i + 2] = 8_000_000;
			entries[i + 3] = 20_000;
		}
		return new FileBuilder().bytes(tiff(0, entries)).bytes(new byte[8_100_000]).build();
	}

	private static byte[] sharedStrips() {
		int at = 8 + 2 + 7 * 12 + 4;
		FileBuilder tiff = new FileBuilder()
			.bytes(tiff(0, 256, LONG, 1, 7000, 257, LONG, 1, 7000, 258, SHORT, 1, 8 << 16, 262, SHORT, 1, 1 << 16, 273,
					LONG, 7000, at, 278, SHORT, 1, 1 << 16, 279, LONG, 7000, at + 4 * 7000));
		for (int i = 0; i < 7000; i++) {
			tiff.int32(8);
		}
		for (int i = 0; i < 7000; i++) {
			tiff.int32(7000);
		}
		return tiff.build();
	}

	// So many pixels that 50 scans take seconds
	private static byte[] jpeg(int scans) {
		byte[] jpeg = HostileJpegs.scans(Decoders.golden("progressive.jpg"), scans);
		int at = 8 + 2 + 10 * 12 + 4;
		return new FileBuilder()
			.bytes(tiff(0, 256, LONG, 1, 7000, 257, LONG, 1, 7000, 258, SHORT, 1, 8 << 16, 259, SHORT, 1, 7 << 16, 262,
					SHORT, 1, 6 << 16, 277, SHORT, 1, 3 << 16, 322, LONG, 1, 7008, 323, LONG, 1, 7008, 324, LONG, 1, at,
					325, LONG, 1, jpeg.length))
			.bytes(jpeg)
			.build();
	}

	private static byte[] picture(int next, int width, int height) {
		return tiff(next, 256, LONG, 1, width, 257, LONG, 1, height, 258, SHORT, 1, 8 << 16, 262, SHORT, 1, 1 << 16,
				273, LONG, 1, 8, 279, LONG, 1, 16);
	}

	private static byte[] compressed(int compression) {
		return tiff(0, 256, LONG, 1, 7000, 257, LONG, 1, 7000, 258, SHORT, 1, ((compression == 4) ? 1 : 8) << 16, 259,
				SHORT, 1, compression << 16, 262, SHORT, 1, 1 << 16, 273, LONG, 1, 8, 279, LONG, 1, 60);
	}

	private static byte[] tiles(int side, int tile) {
		return tiff(0, 256, LONG, 1, side, 257, LONG, 1, side, 258, SHORT, 1, 8 << 16, 262, SHORT, 1, 1 << 16, 322,
				LONG, 1, tile, 323, LONG, 1, tile, 324, LONG, 1, 8, 325, LONG, 1, 16);
	}

	// Entries of tag, type, count and value
	private static byte[] tiff(int next, int... entries) {
		FileBuilder tiff = new FileBuilder().ascii("MM\0*").int32(8).int16(entries.length / 4);
		for (int i = 0; i < entries.length; i += 4) {
			tiff.int16(entries[i]).int16(entries[i + 1]).int32(entries[i + 2]).int32(entries[i + 3]);
		}
		return tiff.int32(next).build();
	}

}
