package io.heatlens.image;

import java.util.Arrays;
import java.util.List;

/**
 * Hostile WebP files.
 */
final class HostileWebps {

	private static final byte[] LOSSY = Decoders.golden("lossy.webp");

	private static final byte[] LOSSLESS = Decoders.golden("lossless.webp");

	private HostileWebps() {
	}

	static List<HostileFile> all() {
		return List.of(new HostileFile("webp-lossless-16384", HostileFile.TOO_LARGE, lossless(16_383, 16_383)),
				new HostileFile("webp-lossless-49mp-of-a-small-one", HostileFile.UNREADABLE, lossless(6999, 6999)),
				new HostileFile("webp-lossless-zeros", HostileFile.FINE, zeros()),
				new HostileFile("webp-lossy-16383", HostileFile.TOO_LARGE, lossy(16_383, 16_383)),
				new HostileFile("webp-lossy-49mp-of-a-small-one", HostileFile.UNREADABLE, lossy(7000, 7000)),
				new HostileFile("webp-lossy-0", HostileFile.UNREADABLE, lossy(0, 0)),
				new HostileFile("webp-canvas-of-16777216", HostileFile.TOO_LARGE, extended(0xffffff, LOSSY)),
				new HostileFile("webp-canvas-of-49mp", HostileFile.UNREADABLE, extended(6999, LOSSY)),
				new HostileFile("webp-animation-of-nothing", HostileFile.FINE, animation(200_000)),
				new HostileFile("webp-without-chunks", HostileFile.UNREADABLE,
						new FileBuilder().ascii("RIFF").int32le(4).ascii("WEBP").build()),
				new HostileFile("webp-riff-of-minus-1", HostileFile.UNREADABLE,
						new FileBuilder().ascii("RIFF").int32le(-1).ascii("WEBPVP8 ").int32le(-1).build()),
				new HostileFile("webp-many-chunks", HostileFile.UNREADABLE, chunks()));
	}

	private static byte[] lossless(int lastColumn, int lastRow) {
		byte[] webp = LOSSLESS.clone();
		byte[] size = new FileBuilder().int32le(lastColumn | lastRow << 14).build();
		System.arraycopy(size, 0, webp, 21, 4);
		return webp;
	}

	private static byte[] zeros() {
		byte[] data = new byte[5_000_000];
		byte[] head = new FileBuilder().ascii("/").int32le(6999 | 6999 << 14).build();
		System.arraycopy(head, 0, data, 0, head.length);
		return riff(new FileBuilder().ascii("VP8L").int32le(data.length).bytes(data).build());
	}

	private static byte[] lossy(int width, int height) {
		byte[] webp = LOSSY.clone();
		byte[] size = new FileBuilder().bytes((byte) width, (byte) (width >> 8), (byte) height, (byte) (height >> 8))
			.build();
		System.arraycopy(size, 0, webp, 26, 4);
		return webp;
	}

	private static byte[] extended(int last, byte[] inner) {
		byte[] canvas = { 0, 0, 0, 0, (byte) last, (byte) (last >> 8), (byte) (last >> 16), (byte) last,
				(byte) (last >> 8), (byte) (last >> 16) };
		return riff(new FileBuilder().ascii("VP8X")
			.int32le(10)
			.bytes(canvas)
			.bytes(Arrays.copyOfRange(inner, 12, inner.length))
			.build());
	}

	private static byte[] animation(int frames) {
		FileBuilder body = new FileBuilder().ascii("VP8X")
			.int32le(10)
			.bytes(new byte[] { 2, 0, 0, 0, 9, 0, 0, 9, 0, 0 });
		body.ascii("ANIM").int32le(6).bytes(new byte[6]);
		for (int i = 0; i < frames; i++) {
			body.ascii("ANMF").int32le(16).bytes(new byte[16]);
		}
		return riff(body.build());
	}

	private static byte[] chunks() {
		FileBuilder body = new FileBuilder();
		for (int i = 0; i < 1_000_000; i++) {
			body.ascii("JUNK").int32le(0);
		}
		return riff(body.build());
	}

	private static byte[] riff(byte[] chunks) {
		return new FileBuilder().ascii("RIFF").int32le(chunks.length + 4).ascii("WEBP").bytes(chunks).build();
	}

}
