package io.heatlens.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;

/**
 * Converts an image of any layout (grey, palette or colour, with or without alpha) to
 * opaque 8-bit RGB on a white background.
 */
final class Flattening {

	private static final int WHITE = 255;

	private Flattening() {
	}

	/**
	 * Flattens an image.
	 * @param image the image, which must not be used afterwards because the result may
	 * share its memory
	 * @return the pixels, 3 x width x height bytes in the image's own RGB colour space
	 */
	static byte[] rgb(BufferedImage image) {
		BufferedImage source = knownColours(image) ? image : converted(image);
		PixelSamples samples = new PixelSamples(source.getRaster());
		if (samples.areRgb()) {
			return samples.rgb();
		}
		int[] row = new int[samples.bands() * source.getWidth()];
		byte[] rgb = new byte[3 * source.getWidth() * source.getHeight()];
		for (int y = 0; y < source.getHeight(); y++) {
			int to = 3 * source.getWidth() * y;
			if (source.getColorModel() instanceof IndexColorModel palette) {
				samples.raw(y, row);
				lookUp(row, palette, rgb, to);
			}
			else {
				samples.scaled(y, row);
				flatten(row, samples.bands(), source.isAlphaPremultiplied(), rgb, to);
			}
		}
		return rgb;
	}

	private static boolean knownColours(BufferedImage image) {
		ColorModel model = image.getColorModel();
		int type = model.getColorSpace().getType();
		return type == ColorSpace.TYPE_RGB || type == ColorSpace.TYPE_GRAY;
	}

	private static BufferedImage converted(BufferedImage image) {
		BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
		return new ColorConvertOp(null).filter(image, rgb);
	}

	private static void lookUp(int[] row, IndexColorModel palette, byte[] rgb, int start) {
		int[] colours = new int[1 << palette.getPixelSize()];
		palette.getRGBs(colours);
		for (int i = 0, to = start; i < row.length; i++, to += 3) {
			int colour = colours[row[i]];
			int alpha = colour >>> 24;
			rgb[to] = over(colour >> 16 & 0xff, alpha);
			rgb[to + 1] = over(colour >> 8 & 0xff, alpha);
			rgb[to + 2] = over(colour & 0xff, alpha);
		}
	}

	private static void flatten(int[] row, int bands, boolean premultiplied, byte[] rgb, int start) {
		if (bands == 3) {
			for (int i = 0; i < row.length; i++) {
				rgb[start + i] = (byte) row[i];
			}
			return;
		}
		boolean transparent = bands % 2 == 0;
		int green = (bands > 2) ? 1 : 0;
		int blue = (bands > 2) ? 2 : 0;
		for (int i = 0, to = start; i < row.length; i += bands, to += 3) {
			int alpha = transparent ? row[i + bands - 1] : WHITE;
			if (premultiplied) {
				rgb[to] = (byte) Math.min(WHITE, row[i] + WHITE - alpha);
				rgb[to + 1] = (byte) Math.min(WHITE, row[i + green] + WHITE - alpha);
				rgb[to + 2] = (byte) Math.min(WHITE, row[i + blue] + WHITE - alpha);
			}
			else {
				rgb[to] = over(row[i], alpha);
				rgb[to + 1] = over(row[i + green], alpha);
				rgb[to + 2] = over(row[i + blue], alpha);
			}
		}
	}

	private static byte over(int colour, int alpha) {
		return (byte) ((colour * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE);
	}

}
