package io.heatlens.scenes;

import java.util.SplittableRandom;

/**
 * Paints the background of the items: a smooth field of random colours, textures and
 * noise.
 */
final class Backdrop {

	private final Canvas canvas;

	private final SplittableRandom random;

	Backdrop(Canvas canvas, SplittableRandom random) {
		this.canvas = canvas;
		this.random = random;
	}

	void paint() {
		paintField();
		int most = Math.max(2, this.canvas.size() / 20);
		int distractors = this.random.nextInt(1, most + 1);
		for (int i = 0; i < distractors; i++) {
			paintDistractor();
		}
		addNoise();
	}

	private void paintField() {
		int knots = this.random.nextInt(2, 6);
		float[] base = Tint.random(this.random);
		float spread = 30 + 100 * (float) this.random.nextDouble();
		float[][] colours = new float[knots * knots][3];
		for (float[] colour : colours) {
			for (int channel = 0; channel < 3; channel++) {
				float value = base[channel] + spread * (float) (2 * this.random.nextDouble() - 1);
				colour[channel] = Math.max(0, Math.min(255, value));
			}
		}
		int size = this.canvas.size();
		float step = (knots - 1f) / (size - 1);
		for (int y = 0; y < size; y++) {
			int row = Math.min(knots - 2, (int) (y * step));
			float down = smooth(y * step - row);
			for (int x = 0; x < size; x++) {
				int column = Math.min(knots - 2, (int) (x * step));
				float across = smooth(x * step - column);
				float[] a = colours[row * knots + column];
				float[] b = colours[row * knots + column + 1];
				float[] c = colours[(row + 1) * knots + column];
				float[] d = colours[(row + 1) * knots + column + 1];
				this.canvas.set(x, y, mix(mix(a[0], b[0], across), mix(c[0], d[0], across), down),
						mix(mix(a[1], b[1], across), mix(c[1], d[1], across), down),
						mix(mix(a[2], b[2], across), mix(c[2], d[2], across), down));
			}
		}
	}

	private static float smooth(float t) {
		return t * t * (3 - 2 * t);
	}

	private static float mix(float from, float to, float share) {
		return from + share * (to - from);
	}

	private void paintDistractor() {
		Texture texture = Texture.random(this.random);
		int width = this.random.nextInt(10, 31);
		int height = this.random.nextInt(10, 31);
		int left = this.random.nextInt(-width / 2, this.canvas.size() - width / 2);
		int top = this.random.nextInt(-height / 2, this.canvas.size() - height / 2);
		boolean ellipse = this.random.nextBoolean();
		float[] light = Tint.random(this.random);
		float[] dark = Tint.random(this.random);
		float opacity = 0.5f + 0.5f * (float) this.random.nextDouble();
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				float dx = (2 * x + 1f) / width - 1;
				float dy = (2 * y + 1f) / height - 1;
				if (!ellipse || dx * dx + dy * dy <= 1) {
					float[] colour = texture.isLight(x, y) ? light : dark;
					this.canvas.blend(left + x, top + y, colour, 1, opacity);
				}
			}
		}
	}

	private void addNoise() {
		int size = this.canvas.size();
		float strength = (2 + 14 * (float) this.random.nextDouble()) / 128;
		for (int y = 0; y < size; y++) {
			for (int x = 0; x < size; x++) {
				long bits = this.random.nextLong();
				this.canvas.set(x, y, this.canvas.get(x, y, 0) + strength * (byte) bits,
						this.canvas.get(x, y, 1) + strength * (byte) (bits >> 8),
						this.canvas.get(x, y, 2) + strength * (byte) (bits >> 16));
			}
		}
	}

}
