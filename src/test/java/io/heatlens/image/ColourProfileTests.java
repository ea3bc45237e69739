package io.heatlens.image;

import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorModel;
import java.util.Arrays;

import com.twelvemonkeys.imageio.color.ColorSpaces;
import org.junit.jupiter.api.Test;

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
		byte[] chunk = new FileBuilder().ascii("a\0\0").bytes(FileBuilder.deflated(this.profile)).build();
		byte[] png = FileBuilder.png(1, 1, 8, 2)
			.pngChunk("iCCP", chunk)
			.endPng(new byte[] { 0, (byte) 200, 100, 50 })
			.build();
		assertSrgb(this.decoder.decode(png));
	}

	@Test
	void decodeWhenJpegIsAdobeRgbReturnsSrgb() {
		byte[] segment = new FileBuilder().ascii("ICC_PROFILE\0").bytes((byte) 1, (byte) 1).bytes(this.profile).build();
		byte[] plain = FileBuilder.image("jpg", 16, 16, ADOBE);
		assertSrgb(this.decoder.decode(FileBuilder.jpegWith(plain, 0xe2, segment)));
	}

	@Test
	void decodeWhenWebpIsAdobeRgbDiffersFromThePlainPicture() {
		byte[] lossless = Decoders.golden("lossless.webp");
		byte[] vp8l = Arrays.copyOfRange(lossless, 12, lossless.length);
		byte[] webp = new FileBuilder().ascii("RIFF")
			.int32le(4 + 18 + 8 + this.profile.length + vp8l.length)
			.ascii("WEBPVP8X")
			.int32le(10)
			.bytes((byte) 0x20, (byte) 0, (byte) 0, (byte) 0, (byte) 71, (byte) 0, (byte) 0, (byte) 47, (byte) 0,
					(byte) 0)
			.ascii("ICCP")
			.int32le(this.profile.length)
			.bytes(this.profile)
			.bytes(vp8l)
			.build();
		byte[] rgb = this.decoder.decode(lossless).rgb();
		byte[] expected = ColourProfile.toSrgb(rgb, 72, 48, this.profile, ColorModel.getRGBdefault());
		assertThat(expected).isNotEqualTo(rgb);
		assertThat(this.decoder.decode(webp).rgb()).isEqualTo(expected);
	}

	@Test
	void decodeWhenProfileIsDamagedLeavesTheColours() {
		byte[] chunk = new FileBuilder().ascii("a\0\0").bytes(FileBuilder.deflated(new byte[500])).build();
		byte[] png = FileBuilder.png(1, 1, 8, 2).pngChunk("iCCP", chunk).endPng(new byte[] { 0, 1, 2, 3 }).build();
		assertThat(this.decoder.decode(png).rgb()).containsExactly(1, 2, 3);
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
