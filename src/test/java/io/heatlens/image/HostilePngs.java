package io.heatlens.image;

import java.util.List;

/**
 * Hostile PNG files.
 */
final class HostilePngs {

	private static final int SIDE = 7000;

	private HostilePngs() {
	}

	static List<HostileFile> all() {
		byte[] bomb = FileBuilder.deflated(new byte[100_000_000]);
		byte[] named = new FileBuilder().ascii("x\0\0").bytes(bomb).build();
		return List.of(
				new HostileFile("png-60000", HostileFile.TOO_LARGE,
						FileBuilder.png(60_000, 60_000, 8, 2).endPng(new byte[100]).build()),
				new HostileFile("png-most", HostileFile.TOO_LARGE,
						FileBuilder.png(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 6).endPng(new byte[100]).build()),
				new HostileFile("png-negative", HostileFile.UNREADABLE,
						FileBuilder.png(-1, -1, 8, 2).endPng(new byte[100]).build()),
				new HostileFile("png-zero", HostileFile.UNREADABLE,
						FileBuilder.png(0, 0, 8, 2).endPng(new byte[100]).build()),
				new HostileFile("png-iccp-bomb", HostileFile.FINE, beside("iCCP", named)),
				new HostileFile("png-ztxt-bomb", HostileFile.FINE, beside("zTXt", named)),
				new HostileFile("png-itxt-bomb", HostileFile.FINE,
						beside("iTXt", new FileBuilder().ascii("x\0\1\0\0\0").bytes(bomb).build())),
				new HostileFile("png-text-9mb", HostileFile.FINE,
						beside("tEXt", new FileBuilder().ascii("x\0" + "y".repeat(9_000_000)).build())),
				new HostileFile("png-many-chunks", HostileFile.FINE, manyChunks("tEXt", new byte[] { 'x', 0, 'y' })),
				new HostileFile("png-many-profiles", HostileFile.FINE,
						manyBombs(FileBuilder.deflated(new byte[4_000_000]))),
				new HostileFile("png-many-empty-idat", HostileFile.FINE, manyChunks("IDAT", new byte[0])),
				new HostileFile("png-no-palette", HostileFile.UNREADABLE,
						FileBuilder.png(4, 4, 8, 3).endPng(new byte[20]).build()),
				new HostileFile("png-depth-3", HostileFile.UNREADABLE,
						FileBuilder.png(4, 4, 3, 2).endPng(new byte[20]).build()),
				new HostileFile("png-chunk-of-2gb", HostileFile.UNREADABLE,
						FileBuilder.png(4, 4, 8, 2).int32(Integer.MAX_VALUE).ascii("IDATxx").build()),
				new HostileFile("png-chunk-of-minus-1", HostileFile.UNREADABLE,
						FileBuilder.png(4, 4, 8, 2).int32(-1).ascii("IDATxx").build()),
				new HostileFile("png-49mp-rgb", HostileFile.FINE, blank(SIDE, SIDE, 8, 2, 3, 0)),
				new HostileFile("png-49mp-rgba-16", HostileFile.FINE, blank(SIDE, SIDE, 16, 6, 8, 0)),
				new HostileFile("png-49mp-rgba-16-interlaced", HostileFile.FINE, blank(SIDE, SIDE, 16, 6, 8, 1)),
				new HostileFile("png-49mp-bilevel-interlaced", HostileFile.FINE, blank(SIDE, SIDE, 1, 0, 1, 1)),
				new HostileFile("png-49mp-without-pixels", HostileFile.UNREADABLE,
						FileBuilder.png(SIDE, SIDE, 16, 6).endPng(new byte[100]).build()),
				new HostileFile("png-1-x-65535", HostileFile.FINE, blank(1, 65_535, 8, 0, 1, 0)),
				new HostileFile("png-65535-x-1", HostileFile.FINE, blank(65_535, 1, 8, 0, 1, 0)),
				new HostileFile("png-49000000-x-1", HostileFile.TOO_LARGE, blank(49_000_000, 1, 8, 0, 1, 0)),
				new HostileFile("png-1-x-49000000", HostileFile.TOO_LARGE, blank(1, 49_000_000, 8, 0, 1, 0)));
	}

	private static byte[] beside(String type, byte[] data) {
		return FileBuilder.png(1, 1, 8, 0).pngChunk(type, data).endPng(new byte[] { 0, 7 }).build();
	}

	private static byte[] manyChunks(String type, byte[] data) {
		FileBuilder png = FileBuilder.png(1, 1, 8, 0);
		for (int i = 0; i < 500_000; i++) {
			png.pngChunk(type, data);
		}
		return png.endPng(new byte[] { 0, 7 }).build();
	}

	private static byte[] manyBombs(byte[] bomb) {
		byte[] profile = new FileBuilder().ascii("x\0\0").bytes(bomb).build();
		FileBuilder png = FileBuilder.png(1, 1, 8, 0);
		for (int i = 0; i < 2000; i++) {
			png.pngChunk("iCCP", profile);
		}
		return png.endPng(new byte[] { 0, 7 }).build();
	}

	// Enough bytes for every row, with any filter bytes between them
	private static byte[] blank(int width, int height, int depth, int type, int bytes, int interlaced) {
		byte[] header = new FileBuilder().int32(width)
			.int32(height)
			.bytes((byte) depth, (byte) type, (byte) 0, (byte) 0, (byte) interlaced)
			.build();
		return new FileBuilder().ascii("\u0089PNG\r\n\032\n")
			.pngChunk("IHDR", header)
			.endPng(new byte[(width * bytes + 9) * height + 100_000])
			.build();
	}

}
