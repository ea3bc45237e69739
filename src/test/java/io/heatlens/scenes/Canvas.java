package io.heatlens.scenes;

/**
 * A picture in the making: red, green and blue from 0 to 255 as floats.
 */
final class Canvas {

	private final int size;

	private final float[] rgb;

	Canvas(int size) {
		this.size = size;
		this.rgb = new float[3 * size * size];
	}

	int size() {
		return this.size;
	}

	void set(int x, int y, float red, float green, float blue) {
		int at = 3 * (y * this.size + x);
		this.rgb[at] = red;
		this.rgb[at + 1] = green;
		this.rgb[at + 2] = blue;
	}

	float get(int x, int y, int channel) {
		return this.rgb[3 * (y * this.size + x) + channel];
	}

	/**
	 * Lays a colour over a pixel; points outside the canvas are ignored.
	 */
	void blend(int x, int y, float[] colour, float brightness, float opacity) {
		if (x < 0 || y < 0 || x >= this.size || y >= this.size) {
			return;
		}
		int at = 3 * (y * this.size + x);
		for (int channel = 0; channel < 3; channel++) {
			float below = this.rgb[at + channel];
			this.rgb[at + channel] = below + opacity * (colour[channel] * brightness - below);
		}
	}

	byte[] bytes() {
		byte[] bytes = new byte[this.rgb.length];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) Math.max(0, Math.min(255, (int) (this.rgb[i] + 0.5f)));
		}
		return bytes;
	}

}
