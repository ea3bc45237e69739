package io.heatlens.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.heatlens.api.ApiEnum;

/**
 * The image formats that can be decoded, each with the first bytes of its files and the
 * only reader that may decode them.
 */
enum ImageFormat implements ApiEnum {

	JPEG("com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi", "\u00ff\u00d8\u00ff"),

	PNG("com.sun.imageio.plugins.png.PNGImageReaderSpi", "\u0089PNG\r\n\032\n"),

	WEBP("com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi", "RIFF.{4}WEBP"),

	GIF("com.sun.imageio.plugins.gif.GIFImageReaderSpi", "GIF8[79]a"),

	TIFF("com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi", "(?:II\\*\0|MM\0\\*)(?!.{4}CR)"),

	BMP("com.sun.imageio.plugins.bmp.BMPImageReaderSpi", "BM.{4}\0{4}");

	static final String LIST = Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));

	private static final int HEAD = 16;

	/**
	 * The class name of the reader's service provider; no other registered reader is
	 * used.
	 */
	final String provider;

	private final Pattern beginning;

	ImageFormat(String provider, String beginning) {
		this.provider = provider;
		this.beginning = Pattern.compile(beginning, Pattern.DOTALL);
	}

	/**
	 * Recognises the format of a file by its first bytes.
	 * @param bytes the whole file
	 * @return the format
	 * @throws UnsupportedImageException if the file has none of these formats
	 */
	static ImageFormat of(byte[] bytes) {
		String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
		return Arrays.stream(values())
			.filter((format) -> format.beginning.matcher(head).lookingAt())
			.findFirst()
			.orElseThrow(() -> new UnsupportedImageException(OtherFile.describe(bytes)));
	}

	/**
	 * Returns the message for the client if the reader fails on a file.
	 * @param length the file's length in bytes
	 * @return the message
	 */
	String damaged(int length) {
		return "The image is unreadable: expected a whole %s file, found %d bytes that are damaged or cut short"
			.formatted(name(), length);
	}

}
