package io.heatlens.vit.input;

import java.util.List;

import io.heatlens.image.DecodedImage;
import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * How a model's images are prepared: resize, centre crop, rescale, normalise, as Pillow,
 * torchvision and Hugging Face's image processors do. A value that belongs to a model.
 *
 * @param resize to which size, and how
 * @param crop the centre that is kept, the model's input
 * @param offset how half a pixel beside the crop is rounded
 * @param rescale 8-bit levels are multiplied by this
 * @param mean subtracted after rescaling, one a channel
 * @param std divided by after that, one a channel
 */
public record Preprocessing(Resize resize, InputSize crop, Offset offset, float rescale, List<Float> mean,
		List<Float> std) {

	public Preprocessing {
		mean = List.copyOf(mean);
		std = List.copyOf(std);
		if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch((value) -> !(value > 0))) {
			throw new InvalidModelException(
					"mean and std should be three numbers each, std above 0, but are %s and %s".formatted(mean, std));
		}
		boolean fits = (resize.mode() == Resize.Mode.SHORTEST_EDGE)
				? Math.max(crop.height(), crop.width()) <= resize.height()
				: crop.height() <= resize.height() && crop.width() <= resize.width();
		if (!fits) {
			throw new InvalidModelException("a crop of %d x %d from an image resized to %d x %d needs padding"
				.formatted(crop.height(), crop.width(), resize.height(), resize.width()));
		}
	}

	/**
	 * How half a pixel is rounded when the rest beside a crop is odd.
	 */
	public enum Offset {

		/** Down, as Hugging Face. */
		FLOOR,

		/** To the even neighbour, as torchvision. */
		HALF_EVEN;

		long of(long size, int crop) {
			double half = (size - crop) / 2.0;
			return (long) ((this == FLOOR) ? Math.floor(half) : Math.rint(half));
		}

	}

	/**
	 * Prepares one image.
	 * @param image upright
	 * @return the crop and the rectangle it covers
	 */
	public Input prepare(DecodedImage image) {
		long[] size = this.resize.of(image.height(), image.width());
		long top = this.offset.of(size[0], this.crop.height());
		long left = this.offset.of(size[1], this.crop.width());
		byte[] levels = new Resampler(this.resize.filter()).resample(image, size, new long[] { top, left }, this.crop);
		double scaleX = image.width() / (double) size[1];
		double scaleY = image.height() / (double) size[0];
		return new Input(normalise(levels),
				new Region(left * scaleX, top * scaleY, this.crop.width() * scaleX, this.crop.height() * scaleY));
	}

	private float[] normalise(byte[] levels) {
		int pixels = levels.length / 3;
		float[] normalised = new float[levels.length];
		for (int channel = 0; channel < 3; channel++) {
			float scale = this.rescale / this.std.get(channel);
			float shift = -this.mean.get(channel) / this.std.get(channel);
			for (int pixel = 0; pixel < pixels; pixel++) {
				normalised[channel * pixels + pixel] = (levels[3 * pixel + channel] & 0xff) * scale + shift;
			}
		}
		return normalised;
	}

}
