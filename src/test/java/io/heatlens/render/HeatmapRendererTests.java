package io.heatlens.render;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

import javax.imageio.ImageIO;

import io.heatlens.image.DecodedImage;
import io.heatlens.vit.input.Region;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pictures of an 8 x 4 photograph of one colour, whose pixels can be worked out by hand.
 */
class HeatmapRendererTests {

	private static final Region WHOLE = new Region(0, 0, 8, 4);

	private static final float[][] HALVES = { { 0, 1 } };

	private static final int[] TURBO_ENDS = { 0x30123b, 0x7a0403 };

	private final HeatmapRenderer renderer = new HeatmapRenderer();

	@Test
	void pngHasThePhotographsSize() throws IOException {
		BufferedImage image = draw(HALVES, WHOLE, View.OVERLAY, 0.5, Interpolation.BILINEAR);
		assertThat(new int[] { image.getWidth(), image.getHeight() }).containsExactly(8, 4);
	}

	@Test
	void overlayMixesPhotographAndColour() throws IOException {
		BufferedImage image = draw(HALVES, WHOLE, View.OVERLAY, 0.5, Interpolation.NEAREST);
		// (100, 150, 200) with 30 12 3b and with 7a 04 03
		assertThat(pixel(image, 0, 0)).containsExactly(74, 84, 130);
		assertThat(pixel(image, 7, 3)).containsExactly(111, 77, 102);
	}

	@Test
	void overlayWhenOpacityIs0IsThePhotograph() throws IOException {
		BufferedImage image = draw(HALVES, WHOLE, View.OVERLAY, 0, Interpolation.NEAREST);
		assertThat(pixel(image, 7, 3)).containsExactly(100, 150, 200);
	}

	@Test
	void overlayWhenOpacityIs1IsTheColour() throws IOException {
		BufferedImage image = draw(HALVES, WHOLE, View.OVERLAY, 1, Interpolation.NEAREST);
		assertThat(pixel(image, 7, 3)).containsExactly(0x7a, 0x04, 0x03);
	}

	@Test
	void overlayOutsideTheRegionIsThePhotograph() throws IOException {
		BufferedImage image = draw(HALVES, new Region(2, 0, 4, 4), View.OVERLAY, 0.5, Interpolation.NEAREST);
		assertThat(pixel(image, 1, 0)).containsExactly(100, 150, 200);
		assertThat(pixel(image, 2, 0)).containsExactly(74, 84, 130);
		assertThat(pixel(image, 5, 0)).containsExactly(111, 77, 102);
		assertThat(pixel(image, 6, 0)).containsExactly(100, 150, 200);
	}

	@Test
	void overlayWhenPlainIsThePhotograph() throws IOException {
		BufferedImage image = draw(new Picture(HALVES, WHOLE, true), View.OVERLAY, Interpolation.NEAREST);
		assertThat(image.getRGB(0, 0, 8, 4, null, 0, 8)).containsOnly(0xff6496c8);
	}

	@Test
	void heatmapIsOpaqueInsideAndTransparentOutside() throws IOException {
		BufferedImage image = draw(HALVES, new Region(0, 1, 8, 2), View.HEATMAP, 0.5, Interpolation.NEAREST);
		assertThat(image.getRGB(0, 0)).isZero();
		assertThat(image.getRGB(0, 1)).isEqualTo(0xff000000 | TURBO_ENDS[0]);
		assertThat(image.getRGB(7, 2)).isEqualTo(0xff000000 | TURBO_ENDS[1]);
		assertThat(image.getRGB(7, 3)).isZero();
	}

	@Test
	void heatmapWhenPlainIsTransparent() throws IOException {
		BufferedImage image = draw(new Picture(HALVES, WHOLE, true), View.HEATMAP, Interpolation.NEAREST);
		assertThat(image.getRGB(0, 0, 8, 4, null, 0, 8)).containsOnly(0);
	}

	@Test
	void greyBilinearLiesBetweenCellCentres() throws IOException {
		BufferedImage image = draw(HALVES, WHOLE, View.GREY, 0.5, Interpolation.BILINEAR);
		// torch.nn.functional.interpolate([0, 1], 8, mode="linear"): 0 0 1/8 3/8 5/8 7/8
		// 1 1
		assertThat(row(image, 0)).containsExactly(0, 0, 32, 96, 159, 223, 255, 255);
	}

	@Test
	void greyBilinearGoesDownTheRowsToo() throws IOException {
		BufferedImage image = draw(new float[][] { { 0 }, { 1 } }, WHOLE, View.GREY, 0.5, Interpolation.BILINEAR);
		assertThat(new int[] { row(image, 0)[3], row(image, 1)[3], row(image, 2)[3], row(image, 3)[3] })
			.containsExactly(0, 64, 191, 255);
	}

	@Test
	void greyNearestKeepsCells() throws IOException {
		BufferedImage image = draw(new float[][] { { 0.2f, 0.4f, 0.6f, 0.8f } }, WHOLE, View.GREY, 0.5,
				Interpolation.NEAREST);
		assertThat(row(image, 0)).containsExactly(51, 51, 102, 102, 153, 153, 204, 204);
	}

	@Test
	void greyWhenRegionHasFractionsCoversThePixelsWhoseCentresAreInside() throws IOException {
		BufferedImage image = draw(new float[][] { { 1 } }, new Region(1.6, 0, 3.8, 4), View.GREY, 0.5,
				Interpolation.NEAREST);
		assertThat(row(image, 0)).containsExactly(0, 0, 255, 255, 255, 0, 0, 0);
	}

	@Test
	void greyWhenRegionHasFractionsPlacesCellsByThem() throws IOException {
		BufferedImage image = draw(HALVES, new Region(0.5, 0, 6, 4), View.GREY, 0.5, Interpolation.BILINEAR);
		// centres 0.5, 1.5 .. lie at 0, 1/3, 2/3, 1 .. cells: less half a cell, clamped
		assertThat(row(image, 0)).containsExactly(0, 0, 43, 128, 213, 255, 0, 0);
	}

	@Test
	void greyWhenRegionReachesBeyondThePhotographIsCut() throws IOException {
		BufferedImage image = draw(HALVES, new Region(0, 0, 16, 4), View.GREY, 0.5, Interpolation.NEAREST);
		assertThat(row(image, 0)).containsOnly(0);
	}

	@Test
	void greyWhenPlainIs0() throws IOException {
		BufferedImage image = draw(new Picture(HALVES, WHOLE, true), View.GREY, Interpolation.NEAREST);
		assertThat(row(image, 0)).containsOnly(0);
	}

	@Test
	void maskIsWhiteWhereCellsAreSelectedAndNeverInterpolated() throws IOException {
		BufferedImage image = draw(HALVES, WHOLE, View.MASK, 0.5, Interpolation.BILINEAR);
		assertThat(row(image, 0)).containsExactly(0, 0, 0, 0, 255, 255, 255, 255);
	}

	@Test
	void outlineIsAWhiteLineInsideTheSelectedCellsAndABlackOneInsideThat() throws IOException {
		BufferedImage image = draw(HALVES, WHOLE, View.OUTLINE, 0.5, Interpolation.BILINEAR);
		int white = 0xffffffff;
		int black = 0xff000000;
		int photo = 0xff6496c8;
		assertThat(image.getRGB(0, 0, 8, 1, null, 0, 8)).containsExactly(photo, photo, photo, photo, white, white,
				white, white);
		assertThat(image.getRGB(0, 1, 8, 1, null, 0, 8)).containsExactly(photo, photo, photo, photo, white, black,
				black, white);
		assertThat(image.getRGB(0, 3, 8, 1, null, 0, 8)).containsExactly(photo, photo, photo, photo, white, white,
				white, white);
	}

	private BufferedImage draw(float[][] values, Region region, View view, double opacity, Interpolation interpolation)
			throws IOException {
		return draw(new Picture(values, region, false),
				new RenderOptions(view, ColorMap.TURBO, opacity, interpolation));
	}

	private BufferedImage draw(Picture picture, View view, Interpolation interpolation) throws IOException {
		return draw(picture, new RenderOptions(view, ColorMap.TURBO, 0.5, interpolation));
	}

	private BufferedImage draw(Picture picture, RenderOptions options) throws IOException {
		return ImageIO.read(new ByteArrayInputStream(this.renderer.png(photo(), picture, options, Map.of())));
	}

	private static DecodedImage photo() {
		byte[] rgb = new byte[3 * 8 * 4];
		for (int i = 0; i < rgb.length; i += 3) {
			rgb[i] = 100;
			rgb[i + 1] = (byte) 150;
			rgb[i + 2] = (byte) 200;
		}
		return new DecodedImage("png", 8, 4, rgb);
	}

	private static int[] pixel(BufferedImage image, int x, int y) {
		int rgb = image.getRGB(x, y);
		return new int[] { rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff };
	}

	/** The bytes of a row as they are stored, without a conversion of grey. */
	private static int[] row(BufferedImage image, int y) {
		Raster raster = image.getRaster();
		return Arrays.copyOf(raster.getPixels(0, y, raster.getWidth(), 1, (int[]) null), raster.getWidth());
	}

}
