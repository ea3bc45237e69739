package io.heatlens.render;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.heatlens.image.DecodedImage;

import org.springframework.stereotype.Component;

/**
 * Draws a heatmap as a PNG of the photograph's size.
 */
@Component
public class HeatmapRenderer {

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
		Levels levels = new Levels(picture, photo.width(), photo.height(), options.interpolation());
		int[] palette = Objects.requireNonNull(this.colours.get(options.colorMap()));
		byte[] pixels = switch (options.view()) {
			case OVERLAY -> overlay(photo, levels, palette, options.opacity());
			case HEATMAP -> heatmap(photo, levels, palette);
			case GREY -> grey(photo, levels);
		};
		return this.encoder.encode(photo.width(), photo.height(), pixels, text);
	}

	// Mixes channel by channel and never rescales, so that the photograph stays true
	private static byte[] overlay(DecodedImage photo, Levels levels, int[] palette, double opacity) {
		byte[] out = photo.rgb().clone();
		float[] heat = scaled(palette, opacity);
		float keep = (float) (1 - opacity);
		int[] row = new int[photo.width()];
		for (int y = 0, at = 0; y < photo.height(); y++) {
			levels.row(y, row);
			for (int x = 0; x < row.length; x++, at += 3) {
				if (row[x] != Levels.OUTSIDE) {
					int colour = 3 * row[x];
					out[at] = (byte) (keep * (out[at] & 0xff) + heat[colour]);
					out[at + 1] = (byte) (keep * (out[at + 1] & 0xff) + heat[colour + 1]);
					out[at + 2] = (byte) (keep * (out[at + 2] & 0xff) + heat[colour + 2]);
				}
			}
		}
		return out;
	}

	// Half a level is in it, for rounding
	private static float[] scaled(int[] palette, double opacity) {
		float[] scaled = new float[3 * palette.length];
		for (int i = 0; i < palette.length; i++) {
			scaled[3 * i] = (float) (opacity * (palette[i] >> 16) + 0.5);
			scaled[3 * i + 1] = (float) (opacity * (palette[i] >> 8 & 0xff) + 0.5);
			scaled[3 * i + 2] = (float) (opacity * (palette[i] & 0xff) + 0.5);
		}
		return scaled;
	}

	private static byte[] heatmap(DecodedImage photo, Levels levels, int[] palette) {
		byte[] out = new byte[4 * photo.width() * photo.height()];
		int[] row = new int[photo.width()];
		for (int y = 0, at = 0; y < photo.height(); y++) {
			levels.row(y, row);
			for (int x = 0; x < row.length; x++, at += 4) {
				if (row[x] != Levels.OUTSIDE) {
					int colour = palette[row[x]];
					out[at] = (byte) (colour >> 16);
					out[at + 1] = (byte) (colour >> 8);
					out[at + 2] = (byte) colour;
					out[at + 3] = (byte) 255;
				}
			}
		}
		return out;
	}

	private static byte[] grey(DecodedImage photo, Levels levels) {
		byte[] out = new byte[photo.width() * photo.height()];
		int[] row = new int[photo.width()];
		for (int y = 0, at = 0; y < photo.height(); y++) {
			levels.row(y, row);
			for (int x = 0; x < row.length; x++, at++) {
				out[at] = (byte) Math.max(0, row[x]);
			}
		}
		return out;
	}

}
