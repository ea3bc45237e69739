package io.heatlens.image;

import java.time.Duration;
import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Hostile files are refused in little time and memory.
 */
@Timeout(20)
class HostileImageTests {

	private final ImageDecoder decoder = Decoders.decoder();

	@Test
	void decodeRefusesAHugePngByItsHeader() {
		byte[] png = FileBuilder.png(60_000, 60_000, 8, 2).endPng(new byte[100]).build();
		assertThatExceptionOfType(ImageTooLargeException.class).isThrownBy(() -> this.decoder.decode(png, Alpha.DROP))
			.withMessage("The image is too large: expected at most 50000000 pixels, found 60000 x 60000 = 3600000000");
	}

	@Test
	void decodeRefusesALargeImageBeforeItReadsOn() {
		byte[] headerAlone = FileBuilder.png(60_000, 60_000, 8, 2).build();
		assertThatExceptionOfType(ImageTooLargeException.class)
			.isThrownBy(() -> this.decoder.decode(headerAlone, Alpha.DROP));
	}

	@ParameterizedTest
	@MethodSource("io.heatlens.image.Decoders#goldenFiles")
	void decodeRefusesMorePixelsThanTheLimitInEveryFormat(String file) {
		ImageDecoder small = Decoders.decoder(72 * 48 - 1);
		assertThatExceptionOfType(ImageTooLargeException.class)
			.isThrownBy(() -> small.decode(Decoders.golden(file), Alpha.DROP));
	}

	@Test
	void decodeAcceptsExactlyTheLimit() {
		assertThat(Decoders.decoder(72 * 48).decode(Decoders.golden("rgb.png"), Alpha.DROP).width()).isEqualTo(72);
	}

	@Test
	void decodeRefusesAPngWhosePixelsAreMissing() {
		byte[] png = FileBuilder.png(5000, 5000, 8, 2).endPng(new byte[100]).build();
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.decoder.decode(png, Alpha.DROP));
	}

	@Test
	void decodeRefusesAPngWithAWrongChecksum() {
		byte[] png = Decoders.golden("rgb.png");
		png[png.length / 2] ^= 1;
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.decoder.decode(png, Alpha.DROP));
	}

	@Test
	void decodeSkipsACompressionBombBesideThePixels() {
		byte[] bomb = new FileBuilder().ascii("x\0\0").bytes(FileBuilder.deflated(new byte[100_000_000])).build();
		byte[] png = FileBuilder.png(1, 1, 8, 0)
			.pngChunk("iCCP", bomb)
			.pngChunk("zTXt", bomb)
			.endPng(new byte[] { 0, 7 })
			.build();
		assertThat(this.decoder.decode(png, Alpha.DROP).rgb()).containsExactly(7, 7, 7);
	}

	@Test
	void decodeRefusesAJpegWithThousandsOfScans() {
		byte[] jpeg = Decoders.golden("progressive.jpg");
		int lastScan = lastScan(jpeg);
		FileBuilder many = new FileBuilder().bytes(Arrays.copyOf(jpeg, jpeg.length - 2));
		for (int i = 0; i < 5000; i++) {
			many.bytes(Arrays.copyOfRange(jpeg, lastScan, jpeg.length - 2));
		}
		byte[] bomb = many.bytes((byte) 0xff, (byte) 0xd9).build();
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.decoder.decode(bomb, Alpha.DROP));
	}

	@Test
	void decodeRefusesATiffWhoseDirectoriesLoop() {
		byte[] tiff = new FileBuilder().ascii("MM\0*").int32(8).int16(0).int32(8).build();
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.decoder.decode(tiff, Alpha.DROP));
	}

	@Test
	void decodeRefusesATiffWithAnEndlessTag() {
		byte[] tiff = new FileBuilder().ascii("MM\0*")
			.int32(8)
			.int16(1)
			.int16(256)
			.int16(4)
			.int32(Integer.MAX_VALUE)
			.int32(8)
			.int32(0)
			.build();
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.decoder.decode(tiff, Alpha.DROP));
	}

	@Test
	void decodeOfAWebpThatHidesALargerPictureKeepsToItsCanvas() {
		byte[] header = { 0x2f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f };
		byte[] canvas = { 0, 0, 0, 0, 1, 0, 0, 1, 0, 0 };
		byte[] webp = new FileBuilder().ascii("RIFF")
			.int32le(4 + 18 + 8 + 26)
			.ascii("WEBPVP8X")
			.int32le(10)
			.bytes(canvas)
			.ascii("VP8L")
			.int32le(26)
			.bytes(Arrays.copyOf(header, 26))
			.build();
		assertThat(this.decoder.decode(webp, Alpha.DROP).rgb()).hasSize(3 * 2 * 2);
	}

	@Test
	void decodeReadsTheFirstOfManyGifFrames() {
		byte[] gif = Decoders.golden("still.gif");
		int image = 13 + 3 * (2 << (gif[10] & 7));
		FileBuilder many = new FileBuilder().bytes(Arrays.copyOf(gif, gif.length - 1));
		for (int i = 0; i < 300; i++) {
			many.bytes(Arrays.copyOfRange(gif, image, gif.length - 1));
		}
		byte[] bomb = many.ascii(";").build();
		assertThat(this.decoder.decode(bomb, Alpha.DROP).rgb()).isEqualTo(this.decoder.decode(gif, Alpha.DROP).rgb());
	}

	@ParameterizedTest
	@MethodSource("io.heatlens.image.Decoders#goldenFiles")
	@Tag("slow")
	void decodeOfAnyDamagedByteEndsWellOrAsAnImageException(String file) {
		byte[] whole = Decoders.golden(file);
		for (int at = 0; at < Math.min(whole.length, 200); at++) {
			byte[] damaged = whole.clone();
			damaged[at] = (byte) ~damaged[at];
			endsInTime(damaged);
		}
	}

	private void endsInTime(byte[] bytes) {
		long start = System.nanoTime();
		try {
			this.decoder.decode(bytes, Alpha.DROP);
		}
		catch (ImageException ex) {
			assertThat(ex.getMessage()).doesNotContain("Exception", "java.", "/tmp");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
	}

	private static int lastScan(byte[] jpeg) {
		for (int i = jpeg.length - 2; i > 0; i--) {
			if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xda) {
				return i;
			}
		}
		throw new IllegalArgumentException("no scan");
	}

}
