package io.heatlens.scenes;

import java.util.SplittableRandom;

/**
 * Random colours.
 */
final class Tint {

	private Tint() {
	}

	/**
	 * Draws a colour by hue, saturation and brightness.
	 * @param random where randomness comes from
	 * @return red, green and blue from 0 to 255
	 */
	static float[] random(SplittableRandom random) {
		float hue = 6 * (float) random.nextDouble();
		float saturation = (float) random.nextDouble();
		float value = 60 + 195 * (float) random.nextDouble();
		float[] rgb = new float[3];
		for (int channel = 0; channel < 3; channel++) {
			float distance = Math.abs((hue + 2 * channel) % 6 - 3);
			float pure = Math.max(0, Math.min(1, distance - 1));
			rgb[channel] = value * (1 - saturation * (1 - pure));
		}
		return rgb;
	}

}
