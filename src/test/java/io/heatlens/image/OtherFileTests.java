package io.heatlens.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files of other formats are named, with what to do instead.
 */
class OtherFileTests {

	private static final Path FILES = Path.of("src/test/resources/images");

	private final ImageDecoder decoder = Decoders.decoder();

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false,
			value = { "0000000c6a5020200d0a870a|JPEG 2000", "ff4fff51002f|JPEG 2000", "ff0a7a1f|JPEG XL",
					"0000000c4a584c200d0a870a|JPEG XL", "4949bc01|JPEG XR", "49492b000800|BigTIFF",
					"4d4d002b0008|BigTIFF", "0000001c6674797061766966|AVIF", "0000001c6674797061766973|AVIF",
					"0000001c667479706d69663100000000617669666d696631|AVIF", "000000186674797068656963|HEIC",
					"000000186674797068656978|HEIC", "00000018667479706d696631000000006d69663168656963|HEIC",
					"00000018667479706372782000000001|a raw photo of a camera (CR3)",
					"000000186674797069736f6d|a video", "000000146674797071742020|a video",
					"1a45dfa3010000000000001f|a video", "524946460000000041564920|a video", "255044462d312e37|PDF",
					"252150532d41646f62652d|PostScript", "1f8b0800|gzip", "504b030414|a zip archive",
					"526172211a07|a compressed archive", "00000100010010100000|ICO", "69636e73|ICNS",
					"384250530001|a Photoshop file (PSD)", "67696d7020786366|a GIMP file (XCF)",
					"233f52414449414e43450a|Radiance HDR", "762f310102000000|OpenEXR",
					"50360a312031|a Netpbm image (PBM, PGM, PPM)", "53494d504c4520203d|FITS", "444453207c|DDS",
					"716f6966|QOI", "934e554d5059|a NumPy array (.npy)", "894844460d0a1a0a|HDF5",
					"46554a4946494c4d4343442d524157|a raw photo of a camera",
					"4949550018000000|a raw photo of a camera", "49492a001000000043520200|a raw photo of a camera",
					"89504e470a1a0a0000|an image whose bytes were changed by a conversion to text",
					"efbfbd504e470d0a|an image whose bytes were changed by a conversion to text",
					"efbfbdefbfbdefbfbd|an image whose bytes were changed by a conversion to text",
					"c3bfc398c3bfc3a0|an image whose bytes were changed by a conversion to text",
					"080005000a00000049534f5f495220313030|DICOM without its preamble",
					"08001600554920312e32|DICOM without its preamble", "00000000000000|an unknown format" })
	void decodeNamesABinaryFormat(String beginning, String found) {
		assertFound(hex(beginning), found);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "<svg xmlns='http://www.w3.org/2000/svg'/>|SVG", "<?xml version='1.0'?><!-- drawn --><svg/>|SVG",
					"<!doctype html><body><svg/>|an HTML page", "<html>404|an HTML page",
					"<?xml version='1.0'?><Error/>|XML", "{\"error\": 1}|JSON", "[1, 2]|JSON",
					"data:image/png;base64,iVBORw0KGgo=|a data: URL", "data:image/jpeg|a data: URL",
					"data:,cat|a data: URL", "/9j/4AAQSkZJRg==|base64 text", "_9j_4AAQSkZJRg|base64 text",
					"iVBORw0KGgoAAAANSUhEUg==|base64 text", "https://example.com/cat.jpg|the address of an image",
					"version https://git-lfs.github.com/spec/v1|a Git LFS pointer", "a cat|text",
					"/9j/ is how JPEG begins|text" })
	void decodeNamesText(String text, String found) {
		assertFound(text.getBytes(StandardCharsets.UTF_8), found);
	}

	@Test
	void decodeNamesBase64OfAnyLength() {
		assertFound(Base64.getMimeEncoder().encode(Decoders.golden("baseline.jpg")), "base64 text");
	}

	@ParameterizedTest
	@CsvSource({ "dicom.dcm, DICOM", "big.tif, BigTIFF" })
	void decodeNamesTheKindOfAFile(String file, String found) throws IOException {
		assertFound(Files.readAllBytes(FILES.resolve(file)), found);
	}

	@Test
	void decodeNamesDicomWhoseWriterLeftThePreambleOut() throws IOException {
		byte[] file = Files.readAllBytes(FILES.resolve("dicom.dcm"));
		assertFound(Arrays.copyOfRange(file, 128, file.length), "DICOM");
		assertFound(Arrays.copyOfRange(file, 132, file.length), "DICOM without its preamble");
	}

	@Test
	void decodeNamesNiftiByItsMagicNumber() {
		byte[] first = new byte[400];
		System.arraycopy(hex("6e2b3100"), 0, first, 344, 4);
		assertFound(first, "NIfTI");
		byte[] second = new byte[600];
		System.arraycopy(hex("1c0200006e2b3200"), 0, second, 0, 8);
		assertFound(second, "NIfTI");
	}

	@ParameterizedTest
	@CsvSource({ "262, 32803", "262, 34892", "50706, 1025" })
	void decodeRefusesARawPhotoInsteadOfShowingItsThumbnail(int tag, int value) {
		FileBuilder tiff = new FileBuilder().ascii("MM\0*").int32(8).int16(11);
		int[][] tags = { { 256, 1 }, { 257, 1 }, { 258, 8 }, { 259, 1 }, { 262, 1 }, { 273, 170 }, { 277, 1 },
				{ 278, 1 }, { 279, 1 } };
		for (int[] entry : tags) {
			tiff.int16(entry[0]).int16(3).int32(1).int16(entry[1]).int16(0);
		}
		tiff.int16(330).int16(4).int32(1).int32(150).int16(700).int16(3).int32(1).int32(0).int32(0);
		tiff.bytes(new byte[150 - 146]).int16(1).int16(tag).int16(3).int32(1).int16(value).int16(0).int32(0);
		byte[] thumbnailAndSensor = tiff.bytes(new byte[10]).build();
		assertFound(thumbnailAndSensor, "a raw photo of a camera");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DICM", "%PDF", "a cat" })
	void decodeSaysInOneSentenceWhatToDo(String beginning) {
		byte[] file = beginning.getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(UnsupportedImageException.class)
			.isThrownBy(() -> this.decoder.decode(file, Alpha.DROP))
			.withMessageMatching(
					"Unsupported image format: expected JPEG, PNG, WEBP, GIF, TIFF, BMP, found \\w+\\. [A-Z].*\\.");
	}

	private void assertFound(byte[] file, String found) {
		assertThatExceptionOfType(UnsupportedImageException.class)
			.isThrownBy(() -> this.decoder.decode(file, Alpha.DROP))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("BMP, found " + found + ". "));
	}

	private static byte[] hex(String digits) {
		byte[] bytes = new byte[digits.length() / 2];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
		}
		return bytes;
	}

}
