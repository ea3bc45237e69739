package io.heatlens.vit.input;

import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * To which size, and how, an image is resized before the crop.
 *
 * @param mode how the two sides are meant
 * @param height in pixels
 * @param width in pixels
 * @param filter nearest, bilinear or bicubic, antialiased as Pillow does
 */
public record Resize(Mode mode, int height, int width, ResampleFilter filter) {

	public Resize {
		if (height < 1 || height > 8192 || width < 1 || width > 8192) {
			throw new InvalidModelException("a resize to %d x %d is not possible".formatted(height, width));
		}
	}

	/**
	 * How a size is meant.
	 */
	public enum Mode {

		/** Both sides as they are said, whatever the image's aspect. */
		EXACT,

		/**
		 * The shorter side; the longer is truncated, as torchvision and Hugging Face do.
		 */
		SHORTEST_EDGE,

		/**
		 * The scale at which both sides are filled; rounded, as timm's ResizeKeepRatio.
		 */
		FILL

	}

	/**
	 * Works out the size an image gets.
	 * @param imageHeight of the upright original
	 * @param imageWidth of the upright original
	 * @return never smaller than 1 x 1
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
