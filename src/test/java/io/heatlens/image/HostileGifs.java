package io.heatlens.image;

import java.util.Arrays;
import java.util.List;

/**
 * Hostile GIF files.
 */
final class HostileGifs {

	private static final byte[] GIF = Decoders.golden("still.gif");

	private HostileGifs() {
	}

	static List<HostileFile> all() {
		return List.of(new HostileFile("gif-10000-frames", HostileFile.FINE, frames(10_000)),
				new HostileFile("gif-frame-of-65535", HostileFile.TOO_LARGE,
						frame(65_535, 65_535, new byte[] { 4, 0 })),
				new HostileFile("gif-frame-of-0", HostileFile.UNREADABLE, frame(0, 0, new byte[] { 1, 4, 0 })),
				new HostileFile("gif-49mp-of-nothing", HostileFile.FINE, frame(7000, 7000, new byte[] { 1, 4, 0 })),
				new HostileFile("gif-49mp-cleared", HostileFile.FINE, frame(7000, 7000, cleared())),
				new HostileFile("gif-extensions", HostileFile.UNREADABLE, extensions()),
				new HostileFile("gif-comment-of-single-bytes", HostileFile.FINE, comment(400_000, 1)),
				new HostileFile("gif-comment-of-9mb", HostileFile.FINE, comment(36_000, 255)),
				new HostileFile("gif-comment-within-control", HostileFile.UNREADABLE, hidden()),
				new HostileFile("gif-canvas-of-65535", HostileFile.TOO_LARGE, canvas()),
				new HostileFile("gif-no-frame", HostileFile.UNREADABLE, start().ascii(";").build()),
				new HostileFile("gif-code-size-255", HostileFile.UNREADABLE,
						start().ascii(",\0\0\0\0\4\0\4\0\0\u00ff").bytes(new byte[] { 1, 4, 0 }).ascii(";").build()));
	}

	private static FileBuilder start() {
		return new FileBuilder().ascii("GIF89a\4\0\4\0\u0080\0\0").bytes(new byte[6]);
	}

	private static byte[] frame(int width, int height, byte[] blocks) {
		return start().ascii(",\0\0\0\0")
			.bytes((byte) width, (byte) (width >> 8), (byte) height, (byte) (height >> 8))
			.ascii("\0\2")
			.bytes(blocks)
			.ascii(";")
			.build();
	}

	// LZW data of clear codes alone
	private static byte[] cleared() {
		FileBuilder blocks = new FileBuilder();
		byte[] block = new byte[256];
		Arrays.fill(block, (byte) 0x24);
		block[0] = (byte) 255;
		for (int i = 0; i < 35_000; i++) {
			blocks.bytes(block);
		}
		return blocks.bytes((byte) 0).build();
	}

	private static byte[] extensions() {
		FileBuilder gif = start();
		for (int i = 0; i < 2_000_000; i++) {
			gif.ascii("!\u00fe\0");
		}
		return gif.ascii(";").build();
	}

	// In pieces, because Java's reader copies all data for each piece
	private static byte[] comment(int pieces, int length) {
		byte[] piece = new byte[length + 1];
		piece[0] = (byte) length;
		FileBuilder gif = start().ascii("!\u00fe");
		for (int i = 0; i < pieces; i++) {
			gif.bytes(piece);
		}
		return gif.ascii("\0,\0\0\0\0\4\0\4\0\0\2").bytes(new byte[] { 1, 4, 0 }).ascii(";").build();
	}

	// Java's reader reads four bytes of a control block, and the rest as further blocks
	private static byte[] hidden() {
		byte[] ones = new byte[400_000];
		Arrays.fill(ones, (byte) 1);
		return start().ascii("!\u00f9\u00ff\0\0\0\0\0!\u00fe")
			.bytes(ones)
			.bytes(new byte[256])
			.ascii("\0,\0\0\0\0\4\0\4\0\0\2")
			.bytes(new byte[] { 1, 4, 0 })
			.ascii(";")
			.build();
	}

	private static byte[] canvas() {
		byte[] gif = GIF.clone();
		Arrays.fill(gif, 6, 10, (byte) 0xff);
		return gif;
	}

	private static byte[] frames(int count) {
		int image = 13 + 3 * (2 << (GIF[10] & 7));
		byte[] frame = Arrays.copyOfRange(GIF, image, GIF.length - 1);
		byte[] small = new FileBuilder().ascii(",\0\0\0\0\1\0\1\0\0\2\2D\1\0").build();
		FileBuilder many = new FileBuilder().bytes(Arrays.copyOf(GIF, image)).bytes(frame);
		for (int i = 1; i < count; i++) {
			many.bytes(small);
		}
		return many.ascii(";").build();
	}

}
