package io.heatlens.image;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the rows of a raster of any layout and depth as samples from 0 to 255. Samples of
 * other depths are scaled linearly, because Java's own conversion takes 16-bit grey for
 * linear light and would brighten it.
 */
final class PixelSamples {

	private static final int MAX_BITS = 16;

	private static final int WHITE = 255;

	private final Raster raster;

	private final int bands;

	/** Per band, the level of each sample value; empty if both are the same. */
	private final List<int[]> levels;

	private final SampleRange range;

	PixelSamples(Raster raster, SampleTraits traits) {
		this.raster = raster;
		this.bands = raster.getNumBands();
		int type = raster.getTransferType();
		if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT && type != DataBuffer.TYPE_INT) {
			throw UnreadableImageException.samples("other numbers");
		}
		for (int depth : raster.getSampleModel().getSampleSize()) {
			if (depth > MAX_BITS) {
				throw UnreadableImageException.samples("integers of %d bits".formatted(depth));
			}
		}
		this.range = range(traits);
		this.levels = Arrays.stream(raster.getSampleModel().getSampleSize()).mapToObj(this::levels).toList();
	}

	private SampleRange range(SampleTraits traits) {
		boolean opaque = this.bands == 1 || this.bands == 3;
		return (opaque && this.raster.getSampleModel().getSampleSize(0) == MAX_BITS) ? SampleRange.of(this, traits)
				: SampleRange.WHOLE;
	}

	private int[] levels(int depth) {
		int most = (1 << depth) - 1;
		return (most == WHITE) ? new int[0]
				: IntStream.rangeClosed(0, most).map((value) -> this.range.level(value, most)).toArray();
	}

	/**
	 * The warning about the values of black and white.
	 * @return the warning, or nothing if they are those of the samples' depth or of the
	 * file
	 */
	Optional<String> warning() {
		return this.range.warning();
	}

	int width() {
		return this.raster.getWidth();
	}

	int height() {
		return this.raster.getHeight();
	}

	int bands() {
		return this.bands;
	}

	/**
	 * Reads the samples of a row, pixel by pixel, without scaling.
	 * @param y the row
	 * @param row the array to fill, bands x width samples
	 */
	void raw(int y, int[] row) {
		if (this.raster.getSampleModel() instanceof ComponentSampleModel model
				&& this.raster.getDataBuffer() instanceof DataBufferByte data) {
			bytes(y, row, model, data);
		}
		else if (this.raster.getSampleModel() instanceof ComponentSampleModel model
				&& this.raster.getDataBuffer() instanceof DataBufferUShort data) {
			shorts(y, row, model, data);
		}
		else {
			this.raster.getPixels(this.raster.getMinX(), this.raster.getMinY() + y, this.raster.getWidth(), 1, row);
		}
	}

	/**
	 * Reads the samples of a row, pixel by pixel, scaled to 0 to 255.
	 * @param y the row
	 * @param row the array to fill, bands x width samples
	 */
	void scaled(int y, int[] row) {
		raw(y, row);
		for (int band = 0; band < this.bands; band++) {
			int[] known = this.levels.get(band);
			for (int i = band; known.length > 0 && i < row.length; i += this.bands) {
				row[i] = known[row[i]];
			}
		}
	}

	/**
	 * Returns whether the raster is one array of three bytes per pixel, which
	 * {@link #rgb} can reorder in place.
	 * @return whether {@link #rgb} may be called
	 */
	boolean areRgb() {
		return this.bands == 3 && this.levels.stream().allMatch((known) -> known.length == 0)
				&& this.raster.getSampleModel() instanceof PixelInterleavedSampleModel model
				&& model.getPixelStride() == 3 && this.raster.getDataBuffer() instanceof DataBufferByte data
				&& data.getNumBanks() == 1 && data.getOffset() == 0
				&& data.getData().length == 3 * this.raster.getWidth() * this.raster.getHeight();
	}

	/**
	 * Reorders the bytes in the raster's own array to red, green and blue.
	 * @return that array
	 */
	byte[] rgb() {
		byte[] samples = ((DataBufferByte) this.raster.getDataBuffer()).getData();
		int[] band = ((ComponentSampleModel) this.raster.getSampleModel()).getBandOffsets();
		int first = band[0];
		int second = band[1];
		int third = band[2];
		if (first == 0 && second == 1) {
			return samples;
		}
		for (int i = 0; i < samples.length; i += 3) {
			byte red = samples[i + first];
			byte green = samples[i + second];
			byte blue = samples[i + third];
			samples[i] = red;
			samples[i + 1] = green;
			samples[i + 2] = blue;
		}
		return samples;
	}

	private void bytes(int y, int[] row, ComponentSampleModel model, DataBufferByte data) {
		for (int band = 0; band < this.bands; band++) {
			byte[] from = data.getData(model.getBankIndices()[band]);
			int at = start(y, band, model, data);
			for (int i = band; i < row.length; i += this.bands, at += model.getPixelStride()) {
				row[i] = from[at] & 0xff;
			}
		}
	}

	private void shorts(int y, int[] row, ComponentSampleModel model, DataBufferUShort data) {
		for (int band = 0; band < this.bands; band++) {
			short[] from = data.getData(model.getBankIndices()[band]);
			int at = start(y, band, model, data);
			for (int i = band; i < row.length; i += this.bands, at += model.getPixelStride()) {
				row[i] = from[at] & 0xffff;
			}
		}
	}

	private int start(int y, int band, ComponentSampleModel model, DataBuffer data) {
		return data.getOffsets()[model.getBankIndices()[band]]
				+ model.getOffset(this.raster.getMinX() - this.raster.getSampleModelTranslateX(),
						this.raster.getMinY() - this.raster.getSampleModelTranslateY() + y, band);
	}

}
