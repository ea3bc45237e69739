package io.heatlens.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

import org.jspecify.annotations.Nullable;

/**
 * Converts RGB of other gamuts (Adobe RGB, Display P3) to sRGB.
 */
final class ColourProfile {

	private ColourProfile() {
	}

	/**
	 * Converts RGB to sRGB.
	 * @param rgb the pixels, 3 x width x height bytes
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @param embedded the file's ICC profile if the reader does not return it, or
	 * {@code null}
	 * @param model the colour model that the reader returned, whose profile is used if
	 * {@code embedded} is {@code null}
	 * @return the same colours in sRGB; {@code rgb} itself if they are in sRGB already,
	 * or if the profile is damaged or not for RGB
	 */
	static byte[] toSrgb(byte[] rgb, int width, int height, byte @Nullable [] embedded, ColorModel model) {
		try {
			ICC_Profile profile = (embedded != null) ? ICC_Profile.getInstance(embedded) : profile(model);
			if (profile == null || profile.getColorSpaceType() != ColorSpace.TYPE_RGB) {
				return rgb;
			}
			ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
			WritableRaster out = raster(new byte[rgb.length], width, height);
			new ColorConvertOp(new ICC_Profile[] { profile, srgb }, null).filter(raster(rgb, width, height), out);
			return ((DataBufferByte) out.getDataBuffer()).getData();
		}
		catch (CMMException | IllegalArgumentException ex) {
			return rgb;
		}
	}

	private static @Nullable ICC_Profile profile(ColorModel model) {
		return (model.getColorSpace() instanceof ICC_ColorSpace space && !space.isCS_sRGB()) ? space.getProfile()
				: null;
	}

	private static WritableRaster raster(byte[] rgb, int width, int height) {
		return Raster.createInterleavedRaster(new DataBufferByte(rgb, rgb.length), width, height, 3 * width, 3,
				new int[] { 0, 1, 2 }, null);
	}

}
