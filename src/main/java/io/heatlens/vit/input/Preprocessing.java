package io.heatlens.vit.input;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.heatlens.image.DecodedImage;
import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * How the images of a model are prepared: they are resized, cropped to the centre,
 * rescaled and normalised, as by Pillow, torchvision and the image processors of Hugging
 * Face. If the resized image is smaller than the crop, it is padded on both sides. Other
 * than one or three finite numbers in {@code mean} and {@code std} are refused with an
 * {@link InvalidModelException}.
 *
 * @param resize the resize before the crop
 * @param crop the size of the centre that is kept, which is the size of the model's input
 * @param offset how the position of the crop is rounded
 * @param padding the colour beside an image that is smaller than the crop
 * @param rescale the factor by which 8-bit levels are multiplied, above 0
 * @param mean the number per channel that is subtracted after rescaling; one number if
 * the model takes grey images
 * @param std the number per channel by which the result is divided, above 0
 * @param sources where these settings come from
 */
public record Preprocessing(Resize resize, InputSize crop, Offset offset, Padding padding, float rescale,
		List<Float> mean, List<Float> std, PreprocessingSources sources) {

	public Preprocessing {
		mean = List.copyOf(mean);
		std = List.copyOf(std);
		if ((mean.size() != 1 && mean.size() != 3) || std.size() != mean.size()
				|| !mean.stream().allMatch(Float::isFinite)
				|| !std.stream().allMatch((value) -> value > 0 && Float.isFinite(value))) {
			throw new InvalidModelException(
					"mean and std should be three numbers each (one for grey images), std above 0, but are %s and %s"
						.formatted(mean, std));
		}
		if (!(rescale > 0 && Float.isFinite(rescale))) {
			throw new InvalidModelException("rescale_factor should be a number above 0, but is " + rescale);
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

		// An image that is smaller begins inside the crop, at an offset below 0.
		long of(long size, int crop) {
			double half = (size - crop) / 2.0;
			if (half < 0) {
				return -((crop - size) / 2);
			}
			return (long) ((this == FLOOR) ? Math.floor(half) : Math.rint(half));
		}

	}

	/**
	 * The colour beside an image that is smaller than the crop.
	 */
	public enum Padding {

		/** Black. */
		BLACK,

		/** The mean, rounded to 8 bits. */
		MEAN

	}

	/**
	 * Adapts the mean and the standard deviation to the number of channels of a model.
	 * One number counts for every channel; of three numbers, grey images take the mean.
	 * @param channels the number of channels of the model, 1 or 3
	 * @return the preprocessing with as many numbers
	 */
	public Preprocessing withChannels(int channels) {
		return (channels == this.mean.size()) ? this : new Preprocessing(this.resize, this.crop, this.offset,
				this.padding, this.rescale, spread(this.mean, channels), spread(this.std, channels), this.sources);
	}

	private static List<Float> spread(List<Float> numbers, int channels) {
		double mean = numbers.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
		return Collections.nCopies(channels, (float) mean);
	}

	/**
	 * Whether a part of the resized image may be cut off.
	 * @return false if images are resized to the size of the crop
	 */
	public boolean crops() {
		return this.resize.mode() != Resize.Mode.EXACT || this.resize.height() != this.crop.height()
				|| this.resize.width() != this.crop.width();
	}

	/**
	 * Describes the preprocessing.
	 * @return clauses for a log line
	 */
	public String text() {
		return "%s, %smultiplied by %.6g, mean %s, std %s".formatted(this.resize.text(),
				crops() ? "cropped to %d x %d, ".formatted(this.crop.height(), this.crop.width()) : "", this.rescale,
				this.mean, this.std);
	}

	/**
	 * Prepares an image.
	 * @param image the upright image
	 * @return the pixels of the crop, with the rectangle of the image that the crop
	 * covers; where the image was padded, the rectangle is larger than the image
	 */
	public Input prepare(DecodedImage image) {
		long[] size = this.resize.of(image.height(), image.width());
		long top = this.offset.of(size[0], this.crop.height());
		long left = this.offset.of(size[1], this.crop.width());
		double scaleX = image.width() / (double) size[1];
		double scaleY = image.height() / (double) size[0];
		return new Input(pixels(Raster.of(image, this.mean.size()), size, top, left),
				new Region(left * scaleX, top * scaleY, this.crop.width() * scaleX, this.crop.height() * scaleY));
	}

	/**
	 * Normalises a grey.
	 * @param level the level, 0 to 255
	 * @return one value per channel
	 */
	public float[] normalised(float level) {
		float[] values = new float[this.mean.size()];
		for (int channel = 0; channel < values.length; channel++) {
			values[channel] = (level * this.rescale - this.mean.get(channel)) / this.std.get(channel);
		}
		return values;
	}

	private float[] pixels(Raster image, long[] size, long top, long left) {
		InputSize part = new InputSize((int) Math.min(size[0], this.crop.height()),
				(int) Math.min(size[1], this.crop.width()));
		long[] offset = { Math.max(top, 0), Math.max(left, 0) };
		Canvas canvas = new Canvas(part, (int) Math.max(-top, 0), (int) Math.max(-left, 0));
		if (!this.resize.rounded()) {
			float[] levels = new UnroundedResampler(this.resize.filter()).resample(image, size, offset, part);
			return canvas.normalise((i) -> levels[i]);
		}
		byte[] levels = new Resampler(this.resize.filter()).resample(image, size, offset, part).levels();
		return canvas.normalise((i) -> levels[i] & 0xff);
	}

	/** The level at an index of height x width x channels. */
	private interface Levels {

		float at(int index);

	}

	/**
	 * The crop, with the part of it that the resized image fills.
	 */
	private final class Canvas {

		private final InputSize part;

		private final int top;

		private final int left;

		Canvas(InputSize part, int top, int left) {
			this.part = part;
			this.top = top;
			this.left = left;
		}

		float[] normalise(Levels levels) {
			int channels = Preprocessing.this.mean.size();
			int width = Preprocessing.this.crop.width();
			int area = width * Preprocessing.this.crop.height();
			float[] normalised = new float[channels * area];
			for (int channel = 0; channel < channels; channel++) {
				float scale = Preprocessing.this.rescale / Preprocessing.this.std.get(channel);
				float shift = -Preprocessing.this.mean.get(channel) / Preprocessing.this.std.get(channel);
				if (this.part.height() * this.part.width() < area) {
					Arrays.fill(normalised, channel * area, (channel + 1) * area, beside(channel) * scale + shift);
				}
				for (int y = 0; y < this.part.height(); y++) {
					int to = channel * area + (this.top + y) * width + this.left;
					int from = y * this.part.width();
					for (int x = 0; x < this.part.width(); x++) {
						normalised[to + x] = levels.at((from + x) * channels + channel) * scale + shift;
					}
				}
			}
			return normalised;
		}

		private float beside(int channel) {
			// The decimal of the file decides whether half a level is rounded up.
			return (Preprocessing.this.padding == Padding.MEAN)
					? (float) Math.rint(255 * Double.parseDouble(Preprocessing.this.mean.get(channel).toString())) : 0;
		}

	}

}
