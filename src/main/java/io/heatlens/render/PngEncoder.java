package io.heatlens.render;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes pixels as a PNG file with text chunks.
 */
final class PngEncoder {

	private static final String NATIVE = "javax_imageio_png_1.0";

	/** zlib's level 1: others take up to ten times as long for a tenth less. */
	private static final float FAST = 8 / 9f;

	/**
	 * Encodes 8-bit pixels.
	 * @param width in pixels
	 * @param height in pixels
	 * @param pixels width x height pixels of 1 (grey), 3 (RGB) or 4 (RGBA) bytes
	 * @param text keywords and texts
	 * @return the file
	 */
	byte[] encode(int width, int height, byte[] pixels, Map<String, String> text) {
		BufferedImage image = image(width, height, pixels);
		ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(pixels.length / 2);
		try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
			ImageWriteParam parameters = writer.getDefaultWriteParam();
			parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			parameters.setCompressionQuality(FAST);
			IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
			metadata.mergeTree(NATIVE, tree(text));
			writer.setOutput(out);
			writer.write(null, new IIOImage(image, null, metadata), parameters);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}

	private static BufferedImage image(int width, int height, byte[] pixels) {
		int channels = pixels.length / width / height;
		WritableRaster raster = Raster.createInterleavedRaster(new DataBufferByte(pixels, pixels.length), width, height,
				channels * width, channels, IntStream.range(0, channels).toArray(), null);
		ColorSpace space = ColorSpace.getInstance((channels == 1) ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
		ColorModel model = new ComponentColorModel(space, channels == 4, false,
				(channels == 4) ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
		return new BufferedImage(model, raster, false, null);
	}

	private static IIOMetadataNode tree(Map<String, String> text) {
		IIOMetadataNode plain = new IIOMetadataNode("tEXt");
		IIOMetadataNode international = new IIOMetadataNode("iTXt");
		text.forEach((keyword, value) -> {
			if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(value)) {
				plain.appendChild(entry("tEXtEntry", Map.of("keyword", keyword, "value", value)));
			}
			else {
				international
					.appendChild(entry("iTXtEntry", Map.of("keyword", keyword, "text", value, "compressionFlag",
							"FALSE", "compressionMethod", "0", "languageTag", "", "translatedKeyword", "")));
			}
		});
		IIOMetadataNode root = new IIOMetadataNode(NATIVE);
		root.appendChild(plain);
		root.appendChild(international);
		return root;
	}

	private static IIOMetadataNode entry(String name, Map<String, String> attributes) {
		IIOMetadataNode entry = new IIOMetadataNode(name);
		attributes.forEach(entry::setAttribute);
		return entry;
	}

}
