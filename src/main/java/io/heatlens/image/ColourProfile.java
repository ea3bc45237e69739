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
 * Turns RGB of another gamut (Adobe RGB, Display P3) into sRGB.
 */
final class ColourProfile {

	private ColourProfile() {
	}

	/**
	 * Turns RGB into sRGB.
	 * @param rgb 3 x width x height bytes
	 * @param width in pixels
	 * @param height in pixels
	 * @param embedded the file's ICC profile, or {@code null}
	 * @param model what the reader made of the file
	 * @return the same colours in sRGB; unchanged where they are, or where the profile is
	 * none for RGB or damaged
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
