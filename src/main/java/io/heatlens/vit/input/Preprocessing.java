package io.heatlens.vit.input;

import java.util.List;

import io.heatlens.image.DecodedImage;
import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * How the images of a model are prepared: they are resized, cropped to the centre,
 * rescaled and normalised, as by Pillow, torchvision and the image processors of Hugging
 * Face. A crop that is larger than the resized image, or other than three numbers in
 * {@code mean} and {@code std}, is refused with an {@link InvalidModelException}.
 *
 * @param resize the resize before the crop
 * @param crop the size of the centre that is kept, which is the size of the model's input
 * @param offset how the position of the crop is rounded
 * @param rescale the factor by which 8-bit levels are multiplied
 * @param mean the number per channel that is subtracted after rescaling
 * @param std the number per channel by which the result is divided, above 0
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
	 * How half a pixel is rounded when the pixels beside the crop are odd in number.
	 */
	public enum Offset {

		/** Down, as in the image processors of Hugging Face. */
		FLOOR,

		/** To the even neighbour, as in torchvision. */
		HALF_EVEN;

		long of(long size, int crop) {
			double half = (size - crop) / 2.0;
			return (long) ((this == FLOOR) ? Math.floor(half) : Math.rint(half));
		}

	}

	/**
	 * Prepares an image.
	 * @param image the upright image
	 * @return the pixels of the crop, with the rectangle of the image that the crop
	 * covers
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
