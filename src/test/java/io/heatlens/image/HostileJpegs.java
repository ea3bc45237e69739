package io.heatlens.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Hostile JPEG files.
 */
final class HostileJpegs {

	private static final byte[] PLAIN = Decoders.golden("baseline.jpg");

	private static final byte[] PROGRESSIVE = Decoders.golden("progressive.jpg");

	private HostileJpegs() {
	}

	static List<HostileFile> all() {
		byte[] exifLoop = new FileBuilder().ascii("Exif\0\0MM\0*")
			.int32(8)
			.int16(1)
			.int16(0x8769)
			.int16(4)
			.int32(1)
			.int32(8)
			.int32(8)
			.build();
		return List.of(new HostileFile("jpeg-65535", HostileFile.TOO_LARGE, sized(PLAIN, 0xc0, 65_535, 65_535)),
				new HostileFile("jpeg-height-0", HostileFile.UNREADABLE, sized(PLAIN, 0xc0, 72, 0)),
				new HostileFile("jpeg-width-0", HostileFile.UNREADABLE, sized(PLAIN, 0xc0, 0, 48)),
				new HostileFile("jpeg-49mp-of-a-small-one", HostileFile.UNREADABLE, sized(PLAIN, 0xc0, 7000, 7000)),
				new HostileFile("jpeg-49mp-progressive-of-a-small-one", HostileFile.UNREADABLE,
						sized(PROGRESSIVE, 0xc2, 7000, 7000)),
				new HostileFile("jpeg-5000-scans", HostileFile.UNREADABLE, scans(PROGRESSIVE, 5000)),
				new HostileFile("jpeg-49mp", HostileFile.FINE, blank(false)),
				new HostileFile("jpeg-49mp-progressive", HostileFile.FINE, blank(true)),
				new HostileFile("jpeg-49mp-60-scans", HostileFile.UNREADABLE, scans(blank(true), 60)),
				new HostileFile("jpeg-80-scans-of-49mp", HostileFile.UNREADABLE,
						scans(sized(PROGRESSIVE, 0xc2, 7000, 7000), 80)),
				new HostileFile("jpeg-lossless-49mp", HostileFile.UNREADABLE, as(sized(PLAIN, 0xc0, 7000, 7000), 0xc3)),
				new HostileFile("jpeg-arithmetic", HostileFile.FINE, as(PLAIN, 0xc9)),
				new HostileFile("jpeg-ls", HostileFile.UNREADABLE, as(PLAIN, 0xf7)),
				new HostileFile("jpeg-two-frames", HostileFile.UNREADABLE, twoFrames()),
				new HostileFile("jpeg-9mb-of-segments", HostileFile.FINE, segments(0xe1, new byte[9000], 1000)),
				new HostileFile("jpeg-comments", HostileFile.UNREADABLE, segments(0xfe, new byte[0], 2_000_000)),
				new HostileFile("jpeg-fill-bytes", HostileFile.FINE, filled()),
				new HostileFile("jpeg-exif-loop", HostileFile.FINE, segments(0xe1, exifLoop, 1)),
				new HostileFile("jpeg-icc-of-nothing", HostileFile.FINE,
						segments(0xe2, new FileBuilder().ascii("ICC_PROFILE\0\1\1").bytes(new byte[60_000]).build(),
								1)),
				new HostileFile("jpeg-icc-of-255-parts", HostileFile.FINE,
						segments(0xe2, new FileBuilder().ascii("ICC_PROFILE\0\1\u00ff").bytes(new byte[30_000]).build(),
								255)),
				new HostileFile("jpeg-segment-of-0", HostileFile.UNREADABLE,
						new FileBuilder().bytes(Arrays.copyOf(PLAIN, 2)).int16(0xffe1).int16(0).build()),
				new HostileFile("jpeg-start-alone", HostileFile.UNREADABLE, Arrays.copyOf(PLAIN, 3)),
				new HostileFile("jpeg-tables-alone", HostileFile.UNREADABLE,
						new FileBuilder().int16(0xffd8).int16(0xffd9).build()));
	}

	private static byte[] blank(boolean progressive) {
		ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		ImageWriteParam settings = writer.getDefaultWriteParam();
		settings.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
			writer.setOutput(out);
			writer.write(null, new IIOImage(new BufferedImage(7000, 7000, BufferedImage.TYPE_BYTE_GRAY), null, null),
					settings);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static int find(byte[] jpeg, int marker) {
		for (int i = 2; i < jpeg.length - 1; i++) {
			if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == marker) {
				return i;
			}
		}
		throw new IllegalArgumentException("no such marker");
	}

	private static byte[] sized(byte[] jpeg, int frame, int width, int height) {
		int at = find(jpeg, frame) + 5;
		byte[] sized = jpeg.clone();
		byte[] size = new FileBuilder().int16(height).int16(width).build();
		System.arraycopy(size, 0, sized, at, size.length);
		return sized;
	}

	private static byte[] as(byte[] jpeg, int frame) {
		byte[] other = jpeg.clone();
		other[find(jpeg, 0xc0) + 1] = (byte) frame;
		return other;
	}

	// After the header of the first frame follows a second one, which is much larger
	private static byte[] twoFrames() {
		int at = find(PLAIN, 0xc0);
		byte[] header = Arrays.copyOfRange(sized(PLAIN, 0xc0, 65_000, 65_000), at, at + 19);
		return new FileBuilder().bytes(Arrays.copyOf(PLAIN, at + 19))
			.bytes(header)
			.bytes(Arrays.copyOfRange(PLAIN, at + 19, PLAIN.length))
			.build();
	}

	private static byte[] segments(int marker, byte[] data, int count) {
		byte[] segment = new FileBuilder().bytes((byte) 0xff, (byte) marker).int16(data.length + 2).bytes(data).build();
		FileBuilder jpeg = new FileBuilder().bytes(Arrays.copyOf(PLAIN, 2));
		for (int i = 0; i < count; i++) {
			jpeg.bytes(segment);
		}
		return jpeg.bytes(Arrays.copyOfRange(PLAIN, 2, PLAIN.length)).build();
	}

	private static byte[] filled() {
		byte[] fill = new byte[9_000_000];
		Arrays.fill(fill, (byte) 0xff);
		return new FileBuilder().bytes(Arrays.copyOf(PLAIN, 2))
			.bytes(fill)
			.bytes(Arrays.copyOfRange(PLAIN, 2, PLAIN.length))
			.build();
	}

	static byte[] scans(byte[] jpeg, int count) {
		int last = jpeg.length - 2;
		while ((jpeg[last] & 0xff) != 0xff || (jpeg[last + 1] & 0xff) != 0xda) {
			last--;
		}
		byte[] scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
		FileBuilder many = new FileBuilder().bytes(Arrays.copyOf(jpeg, jpeg.length - 2));
		for (int i = 0; i < count; i++) {
			many.bytes(scan);
		}
		return many.bytes((byte) 0xff, (byte) 0xd9).build();
	}

}
