package io.heatlens.explain.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.api.ApiEnum;
import io.heatlens.vit.Model;

/**
 * The image with which integrated gradients compare the image that is explained
 * (Sturmfels, Lundberg and Lee 2020, Visualizing the Impact of Feature Attribution
 * Baselines).
 */
public enum Baseline implements ApiEnum {

	/** The mean colour of the preprocessing, which is zero after normalisation. */
	MEAN {
		@Override
		public NDArray of(Model model, NDArray pixels) {
			return pixels.zerosLike();
		}
	},
	/** Black: all levels 0. */
	BLACK {
		@Override
		public NDArray of(Model model, NDArray pixels) {
			return flat(model, pixels, 0);
		}
	},
	/** White: all levels 255. */
	WHITE {
		@Override
		public NDArray of(Model model, NDArray pixels) {
			return flat(model, pixels, 255);
		}
	},
	/** The grey halfway between black and white: all levels 127.5. */
	GREY {
		@Override
		public NDArray of(Model model, NDArray pixels) {
			return flat(model, pixels, 127.5f);
		}
	},
	/**
	 * The image itself, blurred with a standard deviation of 10 pixels of 224 (Fong and
	 * Vedaldi 2017, section 4.1).
	 */
	BLUR {
		@Override
		public NDArray of(Model model, NDArray pixels) {
			return GaussianBlur.of(pixels, 10 / 224.0);
		}
	};

	/**
	 * Creates the baseline of an image.
	 * @param model the model, whose preprocessing normalises the colours
	 * @param pixels the normalised image, shape (1, channels, height, width)
	 * @return the normalised baseline, of the same shape
	 */
	public abstract NDArray of(Model model, NDArray pixels);

	private static NDArray flat(Model model, NDArray pixels, float level) {
		float[] colour = model.description().preprocessing().normalised(level);
		try (NDArray channels = pixels.getManager().create(colour, new Shape(1, colour.length, 1, 1))) {
			return channels.broadcast(pixels.getShape());
		}
	}

}
