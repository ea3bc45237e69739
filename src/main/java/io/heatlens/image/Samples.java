package io.heatlens.image;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * Reads a raster's rows as samples from 0 to 255, whatever its layout and depth. Deeper
 * samples are divided: Java's own conversion would brighten 16-bit grey, which it takes
 * for linear light.
 */
final class Samples {

	private static final int MOST_BITS = 16;

	private final Raster raster;

	private final int bands;

	private final int[] bits;

	Samples(Raster raster) {
		this.raster = raster;
		this.bands = raster.getNumBands();
		this.bits = raster.getSampleModel().getSampleSize();
		int type = raster.getTransferType();
		if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT && type != DataBuffer.TYPE_INT) {
			throw new UnreadableImageException("The image has samples of an unusual kind: expected 1 to 16 bits");
		}
		for (int depth : this.bits) {
			if (depth > MOST_BITS) {
				throw new UnreadableImageException(
						"The image has samples of an unusual kind: expected 1 to 16 bits, found " + depth);
			}
		}
	}

	int bands() {
		return this.bands;
	}

	/**
	 * Fills {@code row} with the samples of a row, pixel by pixel, as they are.
	 * @param y which row
	 * @param row bands x width samples
	 */
	void raw(int y, int[] row) {
		if (this.raster.getSampleModel() instanceof ComponentSampleModel model
				&& this.raster.getDataBuffer() instanceof DataBufferByte data) {
			bytes(y, row, model, data);
		}
		else {
			this.raster.getPixels(this.raster.getMinX(), this.raster.getMinY() + y, this.raster.getWidth(), 1, row);
		}
	}

	/**
	 * Fills {@code row} with the samples of a row, pixel by pixel, from 0 to 255.
	 * @param y which row
	 * @param row bands x width samples
	 */
	void scaled(int y, int[] row) {
		raw(y, row);
		for (int band = 0; band < this.bands; band++) {
			int most = (1 << this.bits[band]) - 1;
			if (most != 255) {
				for (int i = band; i < row.length; i += this.bands) {
					row[i] = (row[i] * 255 + most / 2) / most;
				}
			}
		}
	}

	private void bytes(int y, int[] row, ComponentSampleModel model, DataBufferByte data) {
		int originX = this.raster.getMinX() - this.raster.getSampleModelTranslateX();
		int originY = this.raster.getMinY() - this.raster.getSampleModelTranslateY();
		int step = model.getPixelStride();
		for (int band = 0; band < this.bands; band++) {
			int bank = model.getBankIndices()[band];
			byte[] from = data.getData(bank);
			int at = data.getOffsets()[bank] + model.getOffset(originX, originY + y, band);
			for (int i = band; i < row.length; i += this.bands, at += step) {
				row[i] = from[at] & 0xff;
			}
		}
	}

}
