package io.heatlens.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Files of two formats at once, of no format, and parts of files.
 */
final class HostileOthers {

	private HostileOthers() {
	}

	static List<HostileFile> all() {
		byte[] zip = new FileBuilder().ascii("PK\3\4").bytes(new byte[26]).ascii("PK\5\6").bytes(new byte[18]).build();
		byte[] png = Decoders.golden("rgb.png");
		byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
		return List.of(new HostileFile("jpeg-and-zip", HostileFile.FINE, both(Decoders.golden("baseline.jpg"), zip)),
				new HostileFile("png-and-zip", HostileFile.FINE, both(png, zip)),
				new HostileFile("gif-and-script", HostileFile.FINE,
						both(Decoders.golden("still.gif"), "*/=1;alert(1)//".getBytes(StandardCharsets.UTF_8))),
				new HostileFile("gif-that-is-a-script", HostileFile.UNREADABLE,
						"GIF89a=1;alert(1);//".getBytes(StandardCharsets.UTF_8)),
				new HostileFile("pdf-and-png", HostileFile.UNSUPPORTED,
						both("%PDF-1.7\n".getBytes(StandardCharsets.UTF_8), png)),
				new HostileFile("zip", HostileFile.UNSUPPORTED, zip),
				new HostileFile("svg", HostileFile.UNSUPPORTED, svg),
				new HostileFile("svg-of-entities", HostileFile.UNSUPPORTED,
						"<!DOCTYPE s [<!ENTITY a \"&a;&a;\">]><svg>&a;</svg>".getBytes(StandardCharsets.UTF_8)),
				new HostileFile("svgz", HostileFile.UNSUPPORTED, gzip(svg)),
				new HostileFile("gzip-bomb", HostileFile.UNSUPPORTED, gzip(new byte[100_000_000])),
				new HostileFile("avif", HostileFile.UNSUPPORTED, new FileBuilder().int32(32).ascii("ftypavif").build()),
				new HostileFile("big-tiff", HostileFile.UNSUPPORTED,
						new FileBuilder().ascii("MM\0+").bytes(new byte[100]).build()),
				new HostileFile("zeros", HostileFile.UNSUPPORTED, new byte[9_000_000]),
				new HostileFile("one-byte", HostileFile.UNSUPPORTED, new byte[] { 7 }),
				new HostileFile("icon", HostileFile.UNSUPPORTED,
						new FileBuilder().bytes(new byte[] { 0, 0, 1, 0, 1, 0 }).bytes(png).build()),
				new HostileFile("script", HostileFile.UNSUPPORTED,
						"push graphic-context\nfill 'url(https://x/|id)'".getBytes(StandardCharsets.UTF_8)));
	}

	static List<HostileFile> cut() {
		return Decoders.goldenFiles().stream().flatMap((file) -> IntStream.range(0, 16).mapToObj((part) -> {
			byte[] whole = Decoders.golden(file);
			return new HostileFile(file + "-cut-" + part, HostileFile.UNREADABLE,
					Arrays.copyOf(whole, whole.length * part / 16));
		})).toList();
	}

	private static byte[] both(byte[] first, byte[] second) {
		return new FileBuilder().bytes(first).bytes(second).build();
	}

	private static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

}
