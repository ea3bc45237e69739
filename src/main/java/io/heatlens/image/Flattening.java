package io.heatlens.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Converts an image of any layout (grey, palette or colour, with or without alpha) to
 * opaque 8-bit RGB.
 */
final class Flattening {

	private static final int WHITE = 255;

	private final PixelSamples samples;

	private final SampleTraits traits;

	private final BufferedImage image;

	private final Alpha alpha;

	private final byte[] rgb;

	private boolean transparent;

	private Flattening(BufferedImage image, SampleTraits traits, Canvas canvas, Alpha alpha) {
		this.image = knownColours(image) ? image : converted(image);
		this.samples = new PixelSamples(this.image.getRaster(), traits);
		this.traits = traits;
		this.alpha = alpha;
		byte[] flat = this.samples.areRgb() ? this.samples.rgb() : flatten();
		this.rgb = canvas.filledBy(image.getWidth(), image.getHeight()) ? flat : placed(flat, canvas);
	}

	/**
	 * Flattens an image.
	 * @param image the image, which must not be used afterwards because the result may
	 * share its memory
	 * @param traits what the file says about its samples
	 * @param canvas the area of the image
	 * @param alpha what is done with transparency
	 * @return the flattened image
	 */
	static Flattening of(BufferedImage image, SampleTraits traits, Canvas canvas, Alpha alpha) {
		return new Flattening(image, traits, canvas, alpha);
	}

	/**
	 * The pixels.
	 * @return 3 x width x height bytes in the image's own RGB colour space
	 */
	byte[] rgb() {
		return this.rgb;
	}

	/**
	 * Warns of what was done to the pixels.
	 * @return the warnings, often none
	 */
	List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		if (this.transparent) {
			warnings.add(this.alpha.warning());
		}
		this.samples.warning().ifPresent(warnings::add);
		return warnings;
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

	private byte[] flatten() {
		int width = this.image.getWidth();
		int[] row = new int[this.samples.bands() * width];
		byte[] flat = new byte[3 * width * this.image.getHeight()];
		for (int y = 0; y < this.image.getHeight(); y++) {
			int to = 3 * width * y;
			if (this.image.getColorModel() instanceof IndexColorModel palette) {
				this.samples.raw(y, row);
				lookUp(row, palette, flat, to);
			}
			else {
				this.samples.scaled(y, row);
				flatten(row, flat, to);
			}
		}
		return flat;
	}

	// The rest of the area is transparent. Pillow gives it the colour of the transparent
	// index, or of the first one if none is transparent.
	private byte[] placed(byte[] flat, Canvas canvas) {
		this.transparent = true;
		int colour = 0xffffff;
		if (this.alpha == Alpha.DROP && this.image.getColorModel() instanceof IndexColorModel palette) {
			colour = palette.getRGB(Math.max(palette.getTransparentPixel(), 0));
		}
		return canvas.place(flat, this.image.getWidth(),
				new byte[] { (byte) (colour >> 16), (byte) (colour >> 8), (byte) colour });
	}

	private void lookUp(int[] row, IndexColorModel palette, byte[] flat, int start) {
		int[] colours = new int[1 << palette.getPixelSize()];
		palette.getRGBs(colours);
		for (int i = 0, to = start; i < row.length; i++, to += 3) {
			int colour = colours[row[i]];
			int opacity = opacity(colour & WHITE, colour >>> 24);
			flat[to] = shown(colour >> 16 & WHITE, opacity, false);
			flat[to + 1] = shown(colour >> 8 & WHITE, opacity, false);
			flat[to + 2] = shown(colour & WHITE, opacity, false);
		}
	}

	private void flatten(int[] row, byte[] flat, int start) {
		int bands = this.samples.bands();
		int colours = (bands > 2) ? 3 : 1;
		int green = (colours > 1) ? 1 : 0;
		int blue = (colours > 1) ? 2 : 0;
		boolean alphaBand = bands > colours && this.traits.transparency() != SampleTraits.Transparency.NONE;
		boolean premultiplied = this.traits.transparency() == SampleTraits.Transparency.ASSOCIATED
				|| this.image.isAlphaPremultiplied();
		for (int i = 0, to = start; i < row.length; i += bands, to += 3) {
			int opacity = opacity(row[i], alphaBand ? row[i + colours] : WHITE);
			flat[to] = shown(row[i], opacity, premultiplied);
			flat[to + 1] = shown(row[i + green], opacity, premultiplied);
			flat[to + 2] = shown(row[i + blue], opacity, premultiplied);
		}
	}

	private int opacity(int grey, int otherwise) {
		return (grey == this.traits.transparentGrey()) ? 0 : otherwise;
	}

	private byte shown(int colour, int opacity, boolean premultiplied) {
		if (opacity == WHITE) {
			return (byte) colour;
		}
		this.transparent = true;
		int rest = WHITE - opacity;
		return (byte) switch (this.alpha) {
			case DROP -> premultiplied ? divided(colour, opacity) : colour;
			case WHITE ->
				premultiplied ? Math.min(WHITE, colour + rest) : (colour * opacity + WHITE * rest + WHITE / 2) / WHITE;
		};
	}

	// Rounds down, as Pillow does.
	private static int divided(int colour, int opacity) {
		return (opacity > 0) ? Math.min(WHITE, colour * WHITE / opacity) : 0;
	}

}
