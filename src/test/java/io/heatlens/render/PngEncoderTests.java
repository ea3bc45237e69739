package io.heatlens.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PNG files, read back.
 */
class PngEncoderTests {

	private final PngEncoder encoder = new PngEncoder();

	@Test
	void encodeWritesLatinTextAsIs() throws IOException {
		byte[] png = this.encoder.encode(1, 1, new byte[1], Map.of("Model", "vit", "Method", "grad-cam"));
		assertThat(text(png, "tEXtEntry", "value")).containsExactly(Map.entry("Method", "grad-cam"),
				Map.entry("Model", "vit"));
	}

	@Test
	void encodeWritesOtherTextAsUnicode() throws IOException {
		byte[] png = this.encoder.encode(1, 1, new byte[1], Map.of("Target", "靴 👟"));
		assertThat(text(png, "iTXtEntry", "text")).containsExactly(Map.entry("Target", "靴 👟"));
	}

	@Test
	void encodeKeepsEveryGreyByte() throws IOException {
		byte[] pixels = new byte[256];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (byte) i;
		}
		byte[] png = this.encoder.encode(16, 16, pixels, Map.of());
		assertThat(ImageIO.read(new ByteArrayInputStream(png)).getRaster().getDataElements(0, 0, 16, 16, null))
			.isEqualTo(pixels);
	}

	@Test
	void encodeIsTheSameEachTime() {
		Map<String, String> text = Map.of("Model", "vit");
		assertThat(this.encoder.encode(2, 1, new byte[6], text))
			.isEqualTo(this.encoder.encode(2, 1, new byte[6], text));
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
