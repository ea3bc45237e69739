package io.heatlens.render;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.heatlens.image.DecodedImage;
import io.heatlens.render.png.PngEncoder;

import org.springframework.stereotype.Component;

/**
 * Draws a heatmap as a PNG of the photograph's size.
 */
@Component
public class HeatmapRenderer {

	/** Of opacity. */
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
	 * Draws a heatmap. Outside the picture's region an overlay shows the photograph as it
	 * is, a heatmap is transparent and grey is 0.
	 * @param photo the upright original
	 * @param picture the grid and where it lies on the photograph
	 * @param options how to draw it
	 * @param text keywords (1 to 79 Latin-1 characters) and texts that go into the PNG's
	 * text chunks, in this order
	 * @return a PNG file: 8-bit RGB for an overlay, RGBA for a heatmap, grey for grey
	 */
	public byte[] png(DecodedImage photo, Picture picture, RenderOptions options, Map<String, String> text) {
		return this.encoder.encode(photo.width(), photo.height(), options.view().channels(),
				() -> rows(photo, picture, options), text);
	}

	private PngEncoder.Rows rows(DecodedImage photo, Picture picture, RenderOptions options) {
		Levels levels = new Levels(picture, photo.width(), photo.height(), options.interpolation());
		int[] palette = Objects.requireNonNull(this.colours.get(options.colorMap()));
		return switch (options.view()) {
			case OVERLAY -> overlay(photo, levels, palette, options.opacity());
			case HEATMAP -> heatmap(photo.width(), levels, palette);
			case GREY -> grey(photo.width(), levels);
		};
	}

	// Mixes channel by channel and never rescales, so that the photograph stays true
	private static PngEncoder.Rows overlay(DecodedImage photo, Levels levels, int[] palette, double opacity) {
		byte[] rgb = photo.rgb();
		int[] heat = scaled(palette, opacity);
		int keep = ONE - (int) Math.round(opacity * ONE);
		int[] level = new int[photo.width()];
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

	// Half a level is in it, for rounding
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
