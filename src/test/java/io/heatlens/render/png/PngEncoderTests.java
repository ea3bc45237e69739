package io.heatlens.render.png;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PNG files are decoded by the JDK.
 */
class PngEncoderTests {

	private final PngEncoder encoder = new PngEncoder();

	@Test
	void encodeWritesLatinTextAsIs() throws IOException {
		byte[] png = encode(1, 1, new byte[1], Map.of("Model", "vit", "Method", "grad-cam"));
		assertThat(text(png, "tEXtEntry", "value")).containsExactly(Map.entry("Method", "grad-cam"),
				Map.entry("Model", "vit"));
	}

	@Test
	void encodeWritesOtherTextAsUnicode() throws IOException {
		byte[] png = encode(1, 1, new byte[1], Map.of("Target", "靴 👟"));
		assertThat(text(png, "iTXtEntry", "text")).containsExactly(Map.entry("Target", "靴 👟"));
	}

	@Test
	void encodeKeepsEveryGreyByte() throws IOException {
		byte[] pixels = new byte[256];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (byte) i;
		}
		byte[] png = encode(16, 16, pixels, Map.of());
		assertThat(ImageIO.read(new ByteArrayInputStream(png)).getRaster().getDataElements(0, 0, 16, 16, null))
			.isEqualTo(pixels);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 4 })
	void encodeKeepsEveryPixelOfWhatIsCompressedInPieces(int channels) throws IOException {
		byte[] pixels = new byte[700 * 900 * channels];
		new Random(1).nextBytes(pixels);
		byte[] png = encode(700, 900, pixels, Map.of());
		assertThat(ImageIO.read(new ByteArrayInputStream(png)).getRaster().getDataElements(0, 0, 700, 900, null))
			.isEqualTo(pixels);
	}

	@Test
	void encodeMakesOneZlibStreamWithItsChecksum() throws IOException, DataFormatException {
		byte[] png = encode(1000, 1000, new byte[3_000_000], Map.of());
		Inflater inflater = new Inflater();
		inflater.setInput(data(png));
		assertThat(inflater.inflate(new byte[4_000_000])).isEqualTo(1000 * 3001);
		assertThat(inflater.finished()).isTrue();
		assertThat(inflater.getRemaining()).isZero();
		inflater.end();
	}

	// The stripe ends at row 300, its last piece begins at row 297
	@ParameterizedTest
	@CsvSource({ "0,300", "300,600", "297,600", "280,600", "270,300", "0,270", "0,297", "20,280" })
	void encodeKeepsAPictureThatIsHalfDrawingAndHalfPhotograph(int from, int to) throws IOException {
		byte[] pixels = new byte[3 * 800 * 600];
		Random random = new Random(1);
		for (int i = 3 * 800 * from; i < 3 * 800 * to; i++) {
			pixels[i] = (byte) Math.round(100 + 8 * random.nextGaussian());
		}
		byte[] png = encode(800, 600, pixels, Map.of());
		assertThat(ImageIO.read(new ByteArrayInputStream(png)).getRaster().getDataElements(0, 0, 800, 600, null))
			.isEqualTo(pixels);
	}

	@ParameterizedTest
	@CsvSource({ "100000,3", "70000,4", "1,90000", "3,1", "65535,40" })
	void encodeKeepsStripsOfAnyLength(int width, int height) throws IOException, DataFormatException {
		byte[] pixels = new byte[3 * width * height];
		new Random(2).nextBytes(pixels);
		Inflater inflater = new Inflater();
		inflater.setInput(data(encode(width, height, pixels, Map.of())));
		byte[] rows = new byte[height * (3 * width + 1)];
		assertThat(inflater.inflate(rows)).isEqualTo(rows.length);
		assertThat(inflater.inflate(new byte[1])).isZero();
		assertThat(inflater.finished()).isTrue(); // and the checksum is right
		inflater.end();
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < 3 * width; x++) {
				int at = 3 * width * y + x;
				int above = (y > 0) ? pixels[at - 3 * width] : 0;
				rows[at + y + 1] += (byte) above;
			}
			assertThat(Arrays.equals(rows, y * (3 * width + 1) + 1, (y + 1) * (3 * width + 1), pixels, 3 * width * y,
					3 * width * (y + 1)))
				.as("row %d", y)
				.isTrue();
		}
	}

	@Test
	void encodeMakesDrawingsSmall() {
		assertThat(encode(800, 600, new byte[3 * 800 * 600], Map.of())).hasSizeLessThan(3 * 800 * 600 / 100);
	}

	@Test
	void encodeMakesADrawingBelowAPhotographSmall() {
		byte[] photograph = new byte[3 * 800 * 300];
		new Random(1).nextBytes(photograph);
		byte[] alone = encode(800, 300, photograph, Map.of());
		assertThat(encode(800, 600, Arrays.copyOf(photograph, 3 * 800 * 600), Map.of()))
			.hasSizeLessThan(alone.length + 3 * 800 * 300 / 100);
	}

	// A smooth map, of which about half of the bytes repeat
	@Test
	void encodeUsesRepeatsOutsideOfPhotographs() {
		byte[] pixels = new byte[320 * 240 * 4];
		for (int i = 0; i < pixels.length; i++) {
			int x = i / 4 % 320;
			int y = i / 4 / 320;
			pixels[i] = (byte) Math.round((i % 4 + 1) * (30 + 25 * Math.sin(x / 25.0) * Math.cos(y / 20.0)));
		}
		assertThat(encode(320, 240, pixels, Map.of())).hasSizeLessThan(80_000);
	}

	private static byte[] data(byte[] png) throws IOException {
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(png))) {
			in.skipNBytes(8);
			while (in.available() > 0) {
				int length = in.readInt();
				String type = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
				byte[] chunk = in.readNBytes(length);
				in.skipNBytes(4);
				if (type.equals("IDAT")) {
					data.write(chunk);
				}
			}
		}
		return data.toByteArray();
	}

	// Every fifth byte is 0, 1 or 2, the others are random.
	@Test
	void encodeDoesNotGrowDataUnlikeItsSample() {
		byte[] pixels = new byte[3 * 1000 * 400];
		new Random(1).nextBytes(pixels);
		for (int y = 0; y < 400; y++) {
			for (int at = 0; at < 3000; at++) {
				// counted in the filtered rows, each of which begins with a filter byte
				if ((y % 21 * 3001 + at + 1) % 5 == 0) {
					pixels[3000 * y + at] = (byte) ((y > 0) ? pixels[3000 * (y - 1) + at] + at % 3 : at % 3);
				}
			}
		}
		assertThat(encode(1000, 400, pixels, Map.of())).hasSizeLessThan(pixels.length + pixels.length / 50);
	}

	@Test
	void encodeOfALargePictureIsDeterministic() {
		byte[] pixels = new byte[3 * 700 * 900];
		new Random(1).nextBytes(pixels);
		byte[] first = encode(700, 900, pixels, Map.of());
		assertThat(IntStream.range(0, 8).parallel().mapToObj((i) -> encode(700, 900, pixels, Map.of())))
			.allMatch((png) -> Arrays.equals(png, first));
	}

	@Test
	void encodeIsDeterministic() {
		Map<String, String> text = Map.of("Model", "vit");
		assertThat(encode(2, 1, new byte[6], text)).isEqualTo(encode(2, 1, new byte[6], text));
	}

	private byte[] encode(int width, int height, byte[] pixels, Map<String, String> text) {
		int channels = pixels.length / width / height;
		return this.encoder.encode(width, height, channels,
				() -> (y, row) -> System.arraycopy(pixels, y * row.length, row, 0, row.length), text);
	}

	private static Map<String, String> text(byte[] png, String element, String attribute) throws IOException {
		ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
		reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(png)));
		Element root = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
		NodeList entries = root.getElementsByTagName(element);
		Map<String, String> text = new TreeMap<>();
		for (int i = 0; i < entries.getLength(); i++) {
			Element entry = (Element) entries.item(i);
			text.put(entry.getAttribute("keyword"), entry.getAttribute(attribute));
		}
		return text;
	}

}
