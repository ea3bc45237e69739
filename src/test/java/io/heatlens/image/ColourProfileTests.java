package io.heatlens.image;

import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorModel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.twelvemonkeys.imageio.color.ColorSpaces;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Adobe RGB 200, 100, 50 is sRGB 227, 100, 42: computed from both standards' matrices and
 * curves.
 */
class ColourProfileTests {

	private static final int ADOBE = 200 << 16 | 100 << 8 | 50;

	private final ImageDecoder decoder = Decoders.decoder();

	private final byte[] profile = adobe().getData();

	@Test
	void decodeWhenPngIsAdobeRgbReturnsSrgb() {
		assertSrgb(this.decoder.decode(png(this.profile), Alpha.DROP));
	}

	@Test
	void decodeWhenJpegIsAdobeRgbReturnsSrgb() {
		byte[] segment = new FileBuilder().ascii("ICC_PROFILE\0").bytes((byte) 1, (byte) 1).bytes(this.profile).build();
		byte[] plain = FileBuilder.image("jpg", 16, 16, ADOBE);
		assertSrgb(this.decoder.decode(FileBuilder.jpegWith(plain, 0xe2, segment), Alpha.DROP));
	}

	@Test
	void decodeWhenWebpIsAdobeRgbDiffersFromThePlainPicture() {
		byte[] rgb = this.decoder.decode(Decoders.golden("lossless.webp"), Alpha.DROP).rgb();
		byte[] expected = ColourProfile.toSrgb(rgb, 72, 48, this.profile, ColorModel.getRGBdefault());
		assertThat(expected).isNotEqualTo(rgb);
		assertThat(this.decoder.decode(webp(this.profile), Alpha.DROP).rgb()).isEqualTo(expected);
	}

	// With the elements the picture would be black and take minutes.
	@Test
	@Timeout(20)
	void decodeWhenProfileHasElementsReturnsWhatItsMatrixSays() {
		assertSrgb(this.decoder.decode(png(withElements(this.profile, 30_000)), Alpha.DROP));
	}

	@Test
	@Timeout(20)
	void decodeWhenTiffsProfileHasElementsReturnsWhatItsMatrixSays() {
		assertSrgb(this.decoder.decode(tiff(withElements(this.profile, 30_000)), Alpha.DROP));
	}

	@ParameterizedTest
	@MethodSource
	void decodeWhenProfileHasElementsDoesNotChangeTheFile(byte[] file) {
		byte[] before = file.clone();
		this.decoder.decode(file, Alpha.DROP);
		assertThat(file).isEqualTo(before);
	}

	static Stream<Named<byte[]>> decodeWhenProfileHasElementsDoesNotChangeTheFile() {
		byte[] elements = withElements(adobe().getData(), 2);
		return Stream.of(Named.of("png", png(elements)), Named.of("jpeg", jpeg(elements, elements.length, false)),
				Named.of("webp", webp(elements)), Named.of("tiff", tiff(elements)));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@Timeout(20)
	void decodeWhenJpegsProfileHasElementsReturnsWhatItsMatrixSays(boolean backwards) {
		assertSrgb(this.decoder.decode(jpeg(withElements(this.profile, 30_000), 60_000, backwards), Alpha.DROP));
	}

	@ParameterizedTest
	@CsvSource({ "1, false", "2, false", "3, false", "1, true", "2, true", "3, true" })
	@Timeout(20)
	void decodeWhenJpegDividesTheNameOfElementsReturnsWhatItsMatrixSays(int letters, boolean backwards) {
		byte[] elements = withElements(this.profile, 30_000);
		int name = 128 + 4 + 12 * ByteBuffer.wrap(elements).getInt(128) - 12;
		assertSrgb(this.decoder.decode(jpeg(elements, name + letters, backwards), Alpha.DROP));
	}

	private static byte[] png(byte[] profile) {
		byte[] chunk = new FileBuilder().ascii("a\0\0").bytes(FileBuilder.deflated(profile)).build();
		return FileBuilder.png(1, 1, 8, 2)
			.pngChunk("iCCP", chunk)
			.endPng(new byte[] { 0, (byte) 200, 100, 50 })
			.build();
	}

	private static byte[] webp(byte[] profile) {
		byte[] lossless = Decoders.golden("lossless.webp");
		byte[] vp8l = Arrays.copyOfRange(lossless, 12, lossless.length);
		byte[] padding = new byte[profile.length % 2];
		return new FileBuilder().ascii("RIFF")
			.int32le(4 + 18 + 8 + profile.length + padding.length + vp8l.length)
			.ascii("WEBPVP8X")
			.int32le(10)
			.bytes((byte) 0x20, (byte) 0, (byte) 0, (byte) 0, (byte) 71, (byte) 0, (byte) 0, (byte) 47, (byte) 0,
					(byte) 0)
			.ascii("ICCP")
			.int32le(profile.length)
			.bytes(profile)
			.bytes(padding)
			.bytes(vp8l)
			.build();
	}

	private static byte[] tiff(byte[] profile) {
		int data = 8 + 2 + 10 * 12 + 4;
		int[][] entries = { { 256, 4, 1, 1 }, { 257, 4, 1, 1 }, { 258, 3, 3, data }, { 259, 3, 1, 1 << 16 },
				{ 262, 3, 1, 2 << 16 }, { 273, 4, 1, data + 6 }, { 277, 3, 1, 3 << 16 }, { 278, 4, 1, 1 },
				{ 279, 4, 1, 3 }, { 34675, 7, profile.length, data + 10 } };
		FileBuilder tiff = new FileBuilder().ascii("MM\0*").int32(8).int16(entries.length);
		for (int[] entry : entries) {
			tiff.int16(entry[0]).int16(entry[1]).int32(entry[2]).int32(entry[3]);
		}
		return tiff.int32(0)
			.int16(8)
			.int16(8)
			.int16(8)
			.bytes((byte) 200, (byte) 100, (byte) 50, (byte) 0)
			.bytes(profile)
			.build();
	}

	// The first piece of some length, the others as long as they may be
	private static byte[] jpeg(byte[] profile, int first, boolean backwards) {
		List<byte[]> pieces = new ArrayList<>(List.of(Arrays.copyOf(profile, first)));
		for (int from = first; from < profile.length; from += 60_000) {
			pieces.add(Arrays.copyOfRange(profile, from, Math.min(from + 60_000, profile.length)));
		}
		byte[] jpeg = FileBuilder.image("jpg", 16, 16, ADOBE);
		for (int i = 0; i < pieces.size(); i++) {
			// each is laid in before those that are there
			int piece = backwards ? i : pieces.size() - 1 - i;
			jpeg = FileBuilder.jpegWith(jpeg, 0xe2,
					new FileBuilder().ascii("ICC_PROFILE\0")
						.bytes((byte) (piece + 1), (byte) pieces.size())
						.bytes(pieces.get(piece))
						.build());
		}
		return jpeg;
	}

	// All of them are the same matrix of zeros
	private static byte[] withElements(byte[] profile, int count) {
		FileBuilder elements = new FileBuilder().ascii("mpet\0\0\0\0").int16(3).int16(3).int32(count);
		for (int i = 0; i < count; i++) {
			elements.int32(16 + 8 * count).int32(12 + 48);
		}
		byte[] data = elements.ascii("matf\0\0\0\0").int16(3).int16(3).bytes(new byte[48]).build();
		ByteBuffer old = ByteBuffer.wrap(profile);
		int tags = old.getInt(128);
		int start = 132 + 12 * tags;
		FileBuilder more = new FileBuilder().int32(profile.length + 12 + data.length)
			.bytes(Arrays.copyOfRange(profile, 4, 128))
			.int32(tags + 1);
		for (int at = 132; at < start; at += 12) {
			more.int32(old.getInt(at)).int32(old.getInt(at + 4) + 12).int32(old.getInt(at + 8));
		}
		return more.ascii("D2B0")
			.int32(profile.length + 12)
			.int32(data.length)
			.bytes(Arrays.copyOfRange(profile, start, profile.length))
			.bytes(data)
			.build();
	}

	@Test
	void decodeWhenProfileIsDamagedLeavesTheColours() {
		byte[] chunk = new FileBuilder().ascii("a\0\0").bytes(FileBuilder.deflated(new byte[500])).build();
		byte[] png = FileBuilder.png(1, 1, 8, 2).pngChunk("iCCP", chunk).endPng(new byte[] { 0, 1, 2, 3 }).build();
		assertThat(this.decoder.decode(png, Alpha.DROP).rgb()).containsExactly(1, 2, 3);
	}

	private static void assertSrgb(DecodedImage image) {
		assertThat(image.rgb()[0] & 0xff).isBetween(225, 229);
		assertThat(image.rgb()[1] & 0xff).isBetween(98, 102);
		assertThat(image.rgb()[2] & 0xff).isBetween(40, 45);
	}

	private static ICC_Profile adobe() {
		return ((ICC_ColorSpace) ColorSpaces.getColorSpace(ColorSpaces.CS_ADOBE_RGB_1998)).getProfile();
	}

}
