package io.heatlens.vit.input;

import io.heatlens.api.ApiEnum;
import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * The size to which an image is resized before the crop. Other sizes than 1 to 8192
 * pixels are refused with an {@link InvalidModelException}.
 *
 * @param mode the meaning of height and width
 * @param height the height in pixels, 1 to 8192
 * @param width the width in pixels, 1 to 8192
 * @param filter the filter that computes the new pixels
 * @param rounded whether the new pixels are rounded to 8 bits, as by Pillow; false for an
 * image that is rescaled before it is resized
 */
public record Resize(Mode mode, int height, int width, ResampleFilter filter, boolean rounded) {

	public Resize {
		if (height < 1 || height > 8192 || width < 1 || width > 8192) {
			throw new InvalidModelException(
					"images should be resized to 1 to 8192 pixels on each side, but the size is %d x %d"
						.formatted(height, width));
		}
	}

	/**
	 * Creates a resize that rounds to 8 bits.
	 * @param mode the meaning of height and width
	 * @param height the height in pixels, 1 to 8192
	 * @param width the width in pixels, 1 to 8192
	 * @param filter the filter that computes the new pixels
	 */
	public Resize(Mode mode, int height, int width, ResampleFilter filter) {
		this(mode, height, width, filter, true);
	}

	/**
	 * The meaning of the height and width of a resize.
	 */
	public enum Mode implements ApiEnum {

		/** The size of the result, whatever the aspect ratio of the image. */
		EXACT,

		/**
		 * The shorter side of the result, by the height alone. The aspect ratio is kept,
		 * and the longer side is rounded down, as in torchvision and in the image
		 * processors of Hugging Face.
		 */
		SHORTEST_EDGE,

		/**
		 * The size that the result fills on both sides. The aspect ratio is kept, and
		 * both sides are rounded, as in timm's ResizeKeepRatio.
		 */
		FILL,

		/**
		 * The size that the result does not exceed on either side. The aspect ratio is
		 * kept, and both sides are rounded, as in timm's ResizeKeepRatio.
		 */
		FIT

	}

	/**
	 * Computes the size of an image after the resize.
	 * @param imageHeight the height of the upright original in pixels
	 * @param imageWidth the width of the upright original in pixels
	 * @return the new height and width in pixels, each 1 or more
	 */
	long[] of(int imageHeight, int imageWidth) {
		double down = imageHeight / (double) this.height;
		double across = imageWidth / (double) this.width;
		return switch (this.mode) {
			case EXACT -> new long[] { this.height, this.width };
			case SHORTEST_EDGE ->
				(imageHeight <= imageWidth) ? new long[] { this.height, (long) this.height * imageWidth / imageHeight }
						: new long[] { (long) this.height * imageHeight / imageWidth, this.height };
			case FILL -> divided(imageHeight, imageWidth, Math.min(down, across));
			case FIT -> divided(imageHeight, imageWidth, Math.max(down, across));
		};
	}

	private static long[] divided(int imageHeight, int imageWidth, double ratio) {
		return new long[] { (long) Math.max(Math.rint(imageHeight / ratio), 1),
				(long) Math.max(Math.rint(imageWidth / ratio), 1) };
	}

	/**
	 * Describes the resize.
	 * @return a clause such as {@code resized to 224 x 224 (bilinear)}
	 */
	String text() {
		return switch (this.mode) {
			case EXACT -> "resized to %d x %d (%s)".formatted(this.height, this.width, this.filter.apiName());
			case SHORTEST_EDGE ->
				"resized to %d pixels on the shorter side (%s)".formatted(this.height, this.filter.apiName());
			case FILL -> "resized to fill %d x %d (%s)".formatted(this.height, this.width, this.filter.apiName());
			case FIT -> "resized to fit in %d x %d (%s)".formatted(this.height, this.width, this.filter.apiName());
		};
	}

}
