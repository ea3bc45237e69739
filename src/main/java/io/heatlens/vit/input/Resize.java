package io.heatlens.vit.input;

import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * The size to which an image is resized before the crop. Other sizes than 1 to 8192
 * pixels are refused with an {@link InvalidModelException}.
 *
 * @param mode the meaning of height and width
 * @param height the height in pixels, 1 to 8192
 * @param width the width in pixels, 1 to 8192
 * @param filter the filter that computes the new pixels
 */
public record Resize(Mode mode, int height, int width, ResampleFilter filter) {

	public Resize {
		if (height < 1 || height > 8192 || width < 1 || width > 8192) {
			throw new InvalidModelException(
					"images should be resized to 1 to 8192 pixels on each side, but the size is %d x %d"
						.formatted(height, width));
		}
	}

	/**
	 * The meaning of the height and width of a resize.
	 */
	public enum Mode {

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
		FILL

	}

	/**
	 * Computes the size of an image after the resize.
	 * @param imageHeight the height of the upright original in pixels
	 * @param imageWidth the width of the upright original in pixels
	 * @return the new height and width in pixels, each 1 or more
	 */
	long[] of(int imageHeight, int imageWidth) {
		return switch (this.mode) {
			case EXACT -> new long[] { this.height, this.width };
			case SHORTEST_EDGE ->
				(imageHeight <= imageWidth) ? new long[] { this.height, (long) this.height * imageWidth / imageHeight }
						: new long[] { (long) this.height * imageHeight / imageWidth, this.height };
			case FILL -> {
				double ratio = Math.min(imageHeight / (double) this.height, imageWidth / (double) this.width);
				yield new long[] { (long) Math.rint(imageHeight / ratio), (long) Math.rint(imageWidth / ratio) };
			}
		};
	}

}
