package io.heatlens.render;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.heatlens.image.DecodedImage;
import io.heatlens.render.png.PngEncoder;

import org.springframework.stereotype.Component;

/**
 * Draws a heatmap as a PNG file of the image's size.
 */
@Component
public class HeatmapRenderer {

	/** The fractional bits of an opacity as a fixed-point number. */
	private static final int FRACTION_BITS = 22;

	private static final int ONE = 1 << FRACTION_BITS;

	private final Map<ColorMap, int[]> colours = new EnumMap<>(ColorMap.class);

	private final PngEncoder encoder = new PngEncoder();

	public HeatmapRenderer() {
		for (ColorMap map : ColorMap.values()) {
			this.colours.put(map, map.colours());
		}
	}

	/**
	 * Draws a heatmap. Outside the picture's region, an overlay shows the image
	 * unchanged, a heatmap is transparent and a grey PNG is 0. A view that shows which
	 * patches are selected takes values of 0 and 1, and does not interpolate them.
	 * @param image the upright image
	 * @param picture the grid of values and the region of the image that it covers
	 * @param options the options for drawing
	 * @param text the keywords (1 to 79 Latin-1 characters) and texts of the PNG's text
	 * chunks, in this order
	 * @return the PNG file: 8-bit RGB for an overlay or an outline, RGBA for a heatmap,
	 * one channel for grey or a mask
	 */
	public byte[] png(DecodedImage image, Picture picture, RenderOptions options, Map<String, String> text) {
		return this.encoder.encode(image.width(), image.height(), options.view().channels(),
				() -> rows(image, picture, options), text);
	}

	/**
	 * Draws the heatmaps of two images side by side, with their upper edges in line.
	 * Where the image that is less high ends, the picture is white, or 0 if it shows no
	 * image.
	 * @param images the two upright images
	 * @param pictures for each image its grid of values and the region that it covers
	 * @param options the options for drawing
	 * @param text the keywords and texts of the PNG's text chunks, in this order
	 * @return the PNG file, with the channels of a single picture
	 */
	public byte[] pair(List<DecodedImage> images, List<Picture> pictures, RenderOptions options,
			Map<String, String> text) {
		DecodedImage left = images.get(0);
		DecodedImage right = images.get(1);
		int channels = options.view().channels();
		return this.encoder.encode(left.width() + right.width(), Math.max(left.height(), right.height()), channels,
				() -> new SideBySide(rows(left, pictures.get(0), options), channels * left.width(), left.height(),
						rows(right, pictures.get(1), options), channels * right.width(), right.height(),
						(channels == 3) ? (byte) 0xff : 0),
				text);
	}

	private PngEncoder.Rows rows(DecodedImage image, Picture picture, RenderOptions options) {
		Levels levels = new Levels(picture, image.width(), image.height(),
				options.view().selects() ? Interpolation.NEAREST : options.interpolation());
		int[] palette = Objects.requireNonNull(this.colours.get(options.colorMap()));
		return switch (options.view()) {
			case OVERLAY -> overlay(image, levels, palette, options.opacity());
			case HEATMAP -> heatmap(image.width(), levels, palette);
			case GREY, MASK -> grey(image.width(), levels);
			case OUTLINE -> new Outline(image, levels);
		};
	}

	// Does not rescale the mixture, which would change the colours of the image.
	private static PngEncoder.Rows overlay(DecodedImage image, Levels levels, int[] palette, double opacity) {
		byte[] rgb = image.rgb();
		int[] heat = scaled(palette, opacity);
		int keep = ONE - (int) Math.round(opacity * ONE);
		int[] level = new int[image.width()];
		return (y, row) -> {
			levels.row(y, level);
			System.arraycopy(rgb, y * row.length, row, 0, row.length);
			for (int x = 0, at = 0; x < level.length; x++, at += 3) {
				if (level[x] != Levels.OUTSIDE) {
					int colour = 3 * level[x];
					row[at] = (byte) ((keep * (row[at] & 0xff) + heat[colour]) >> FRACTION_BITS);
					row[at + 1] = (byte) ((keep * (row[at + 1] & 0xff) + heat[colour + 1]) >> FRACTION_BITS);
					row[at + 2] = (byte) ((keep * (row[at + 2] & 0xff) + heat[colour + 2]) >> FRACTION_BITS);
				}
			}
		};
	}

	// Adds half a level, which rounds the sum in the overlay to the nearest level.
	private static int[] scaled(int[] palette, double opacity) {
		int share = (int) Math.round(opacity * ONE);
		return Arrays.stream(palette)
			.flatMap((colour) -> IntStream.of(colour >> 16, colour >> 8 & 0xff, colour & 0xff))
			.map((channel) -> share * channel + ONE / 2)
			.toArray();
	}

	private static PngEncoder.Rows heatmap(int width, Levels levels, int[] palette) {
		int[] level = new int[width];
		return (y, row) -> {
			levels.row(y, level);
			for (int x = 0, at = 0; x < level.length; x++, at += 4) {
				boolean inside = level[x] != Levels.OUTSIDE;
				int colour = inside ? palette[level[x]] : 0;
				row[at] = (byte) (colour >> 16);
				row[at + 1] = (byte) (colour >> 8);
				row[at + 2] = (byte) colour;
				row[at + 3] = (byte) (inside ? 255 : 0);
			}
		};
	}

	private static PngEncoder.Rows grey(int width, Levels levels) {
		int[] level = new int[width];
		return (y, row) -> {
			levels.row(y, level);
			for (int x = 0; x < level.length; x++) {
				row[x] = (byte) Math.max(0, level[x]);
			}
		};
	}

}
