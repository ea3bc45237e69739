package io.heatlens.image;

import java.util.List;

/**
 * Hostile BMP files.
 */
final class HostileBmps {

	private HostileBmps() {
	}

	static List<HostileFile> all() {
		return List.of(new HostileFile("bmp-60000", HostileFile.TOO_LARGE, bmp(60_000, 60_000, 24, 0)),
				new HostileFile("bmp-0", HostileFile.UNREADABLE, bmp(0, 0, 24, 0)),
				new HostileFile("bmp-least", HostileFile.TOO_LARGE, bmp(Integer.MIN_VALUE, Integer.MIN_VALUE, 24, 0)),
				new HostileFile("bmp-upside-down-of-least", HostileFile.TOO_LARGE, bmp(1, Integer.MIN_VALUE, 24, 0)),
				new HostileFile("bmp-49mp-of-nothing", HostileFile.UNREADABLE, bmp(7000, 7000, 24, 0)),
				new HostileFile("bmp-rle-8-49mp-of-nothing", HostileFile.UNREADABLE, bmp(7000, 7000, 8, 1)),
				new HostileFile("bmp-rle-4-49mp-of-nothing", HostileFile.UNREADABLE, bmp(7000, 7000, 4, 2)),
				new HostileFile("bmp-jpeg", HostileFile.UNREADABLE, bmp(7000, 7000, 0, 4)),
				new HostileFile("bmp-png", HostileFile.UNREADABLE, bmp(7000, 7000, 0, 5)),
				new HostileFile("bmp-compression-99", HostileFile.UNREADABLE, bmp(4, 4, 24, 99)),
				new HostileFile("bmp-of-77-bits", HostileFile.UNREADABLE, bmp(4, 4, 77, 0)),
				new HostileFile("bmp-header-of-2-gb", HostileFile.UNREADABLE,
						new FileBuilder().ascii("BM")
							.int32le(-1)
							.int32le(0)
							.int32le(54)
							.int32le(Integer.MAX_VALUE)
							.build()),
				new HostileFile("bmp-palette-of-2-gb", HostileFile.UNREADABLE, bmp(4, 4, 8, 0)));
	}

	private static byte[] bmp(int width, int height, int bits, int compression) {
		return new FileBuilder().ascii("BM")
			.int32le(54)
			.int32le(0)
			.int32le(54)
			.int32le(40)
			.int32le(width)
			.int32le(height)
			.bytes((byte) 1, (byte) 0, (byte) bits, (byte) 0)
			.int32le(compression)
			.int32le(0)
			.int32le(0)
			.int32le(0)
			.int32le((bits == 8) ? Integer.MAX_VALUE : 0)
			.int32le(0)
			.bytes(new byte[64])
			.build();
	}

}
