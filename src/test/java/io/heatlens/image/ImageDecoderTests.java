package io.heatlens.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bit depths, transparency, orientation and refused files.
 */
class ImageDecoderTests {

	private final ImageDecoder decoder = Decoders.decoder();

	@Test
	void decodeWhenRgbHas16BitsDivides() {
		byte[] png = FileBuilder.png(1, 1, 16, 2)
			.endPng(HexFormat.of().parseHex("00" + "8080" + "0101" + "fe7f"))
			.build();
		assertThat(this.decoder.decode(png, Alpha.DROP).rgb()).containsExactly(128, 1, 254);
	}

	@Test
	void decodeWhenGreyHas2BitsSpreadsThemTo255() {
		byte[] png = FileBuilder.png(4, 1, 2, 0).endPng(new byte[] { 0, 0b00_01_10_11 }).build();
		assertThat(this.decoder.decode(png, Alpha.DROP).rgb()).containsExactly(0, 0, 0, 85, 85, 85, 170, 170, 170, 255,
				255, 255);
	}

	@Test
	void decodeWhenPixelIsHalfTransparentMixesItWithWhite() {
		byte[] png = FileBuilder.png(1, 1, 8, 6).endPng(HexFormat.of().parseHex("00" + "640000" + "80")).build();
		assertThat(this.decoder.decode(png, Alpha.WHITE).rgb()).containsExactly(177, 127, 127);
	}

	@Test
	void decodeWhenGreyHasAlphaMixesItWithWhite() {
		byte[] png = FileBuilder.png(2, 1, 8, 4).endPng(HexFormat.of().parseHex("00" + "0000" + "0aff")).build();
		assertThat(this.decoder.decode(png, Alpha.WHITE).rgb()).containsExactly(255, 255, 255, 10, 10, 10);
	}

	@Test
	void decodeWhenRgbPngNamesATransparentColourShowsWhite() {
		byte[] png = FileBuilder.png(2, 1, 8, 2)
			.pngChunk("tRNS", HexFormat.of().parseHex("000100020003"))
			.endPng(HexFormat.of().parseHex("00" + "010203" + "040506"))
			.build();
		assertThat(this.decoder.decode(png, Alpha.WHITE).rgb()).containsExactly(255, 255, 255, 4, 5, 6);
	}

	@Test
	void decodeWhenPaletteHasAlphaShowsWhite() {
		byte[] png = FileBuilder.png(2, 1, 8, 3)
			.pngChunk("PLTE", HexFormat.of().parseHex("0a0b0c" + "0d0e0f"))
			.pngChunk("tRNS", new byte[] { 0 })
			.endPng(new byte[] { 0, 0, 1 })
			.build();
		assertThat(this.decoder.decode(png, Alpha.WHITE).rgb()).containsExactly(255, 255, 255, 13, 14, 15);
	}

	@Test
	void decodeWhenPngHasExifTurnsItUpright() {
		byte[] png = FileBuilder.png(2, 1, 8, 0)
			.pngChunk("eXIf", FileBuilder.exif(6))
			.endPng(new byte[] { 0, 10, 20 })
			.build();
		DecodedImage image = this.decoder.decode(png, Alpha.DROP);
		assertThat(image.height()).isEqualTo(2);
		assertThat(image.rgb()).containsExactly(10, 10, 10, 20, 20, 20);
	}

	@Test
	void decodeWhenWebpHasExifTurnsItUpright() {
		byte[] lossless = Decoders.golden("lossless.webp");
		byte[] exif = FileBuilder.exif(8);
		byte[] webp = new FileBuilder().ascii("RIFF")
			.int32le(lossless.length - 8 + 8 + exif.length)
			.bytes(Arrays.copyOfRange(lossless, 8, lossless.length))
			.ascii("EXIF")
			.int32le(exif.length)
			.bytes(exif)
			.build();
		assertThat(this.decoder.decode(webp, Alpha.DROP).height()).isEqualTo(72);
	}

	@Test
	void decodeWhenWebpIsAnimatedReturnsTheFirstFrame() {
		byte[] lossless = Decoders.golden("lossless.webp");
		byte[] frame = new FileBuilder().bytes(new byte[6])
			.bytes((byte) 71, (byte) 0, (byte) 0, (byte) 47, (byte) 0, (byte) 0)
			.bytes(new byte[4])
			.bytes(Arrays.copyOfRange(lossless, 12, lossless.length))
			.build();
		byte[] webp = new FileBuilder().ascii("RIFF")
			.int32le(4 + 18 + 14 + 8 + frame.length)
			.ascii("WEBPVP8X")
			.int32le(10)
			.bytes((byte) 2, (byte) 0, (byte) 0, (byte) 0)
			.bytes((byte) 71, (byte) 0, (byte) 0, (byte) 47, (byte) 0, (byte) 0)
			.ascii("ANIM")
			.int32le(6)
			.bytes(new byte[6])
			.ascii("ANMF")
			.int32le(frame.length)
			.bytes(frame)
			.build();
		assertThat(this.decoder.decode(webp, Alpha.DROP).rgb())
			.isEqualTo(this.decoder.decode(lossless, Alpha.DROP).rgb());
	}

	@Test
	void decodeWhenTiffHasAnOrientationTurnsItUpright() {
		byte[] tiff = tiff(8, 8, 1, 274, 6, (byte) 10, (byte) 20);
		DecodedImage image = this.decoder.decode(tiff, Alpha.DROP);
		assertThat(image.height()).isEqualTo(2);
		assertThat(image.rgb()).containsExactly(10, 10, 10, 20, 20, 20);
	}

	@Test
	void decodeWhenTiffIsWhiteIsZeroInvertsIt() {
		byte[] tiff = tiff(8, 8, 0, 274, 1, (byte) 10, (byte) 20);
		assertThat(this.decoder.decode(tiff, Alpha.DROP).rgb()).containsExactly(245, 245, 245, 235, 235, 235);
	}

	/** Two grey pixels beside each other, with one tag more. */
	private static byte[] tiff(int depth, int directory, int photometric, int tag, int value, byte... pixels) {
		FileBuilder tiff = new FileBuilder().ascii("MM\0*").int32(directory).int16(9);
		int[][] tags = { { 256, 2 }, { 257, 1 }, { 258, depth }, { 259, 1 }, { 262, photometric }, { 273, 122 },
				{ tag, value }, { 278, 1 }, { 279, pixels.length } };
		for (int[] entry : tags) {
			tiff.int16(entry[0]).int16(3).int32(1).int16(entry[1]).int16(0);
		}
		return tiff.int32(0).bytes(pixels).build();
	}

	@Test
	void decodeWhenExifIsDamagedLeavesThePicture() {
		byte[] exif = new FileBuilder().ascii("Exif\0\0MM\0*").int32(-1).build();
		byte[] jpeg = FileBuilder.jpegWith(FileBuilder.image("jpg", 3, 2, 0), 0xe1, exif);
		assertThat(this.decoder.decode(jpeg, Alpha.DROP).width()).isEqualTo(3);
	}

	@Test
	void decodeWhenEmptyThrows() {
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.decoder.decode(new byte[0], Alpha.DROP))
			.withMessage("The image is empty: expected an image file, found 0 bytes");
	}

	@Test
	void decodeWhenTextThrows() {
		byte[] text = "not a picture".getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(UnsupportedImageException.class)
			.isThrownBy(() -> this.decoder.decode(text, Alpha.DROP))
			.withMessage(
					"Unsupported image format: expected JPEG, PNG, WEBP, GIF, TIFF, BMP, found text. Send the image file itself, as in curl -F image=@photo.jpg.");
	}

	@Test
	void decodeAfterARefusedFileGoesOn() {
		for (int i = 0; i < 1000; i++) {
			assertThatExceptionOfType(UnreadableImageException.class)
				.isThrownBy(() -> this.decoder.decode(new byte[] { 'G', 'I', 'F', '8', '9', 'a' }, Alpha.DROP));
		}
		assertThat(this.decoder.decode(Decoders.golden("rgb.png"), Alpha.DROP).width()).isEqualTo(72);
	}

}
