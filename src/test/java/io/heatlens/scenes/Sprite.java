package io.heatlens.scenes;

import java.util.SplittableRandom;

/**
 * An item at its size in the scene, flipped and slightly turned.
 */
final class Sprite {

	private static final float OPAQUE = 24f / 255;

	private final int side;

	private final float[] brightness;

	private final Scene.Box box;

	private Sprite(int side, float[] brightness) {
		this.side = side;
		this.brightness = brightness;
		this.box = boxOf(side, brightness);
	}

	/**
	 * Draws flip, turn (up to 8 degrees) and proportions, and scales the item.
	 * @param items where the item comes from
	 * @param item the item's number
	 * @param size width and height of the item's picture in pixels of the scene
	 * @param random where randomness comes from
	 * @return the item as it stands in the scene
	 */
	static Sprite of(FashionItems items, int item, int size, SplittableRandom random) {
		double angle = StrictMath.toRadians(16 * random.nextDouble() - 8);
		double slim = 0.85 + 0.15 * random.nextDouble();
		double direction = random.nextBoolean() ? 1 : -1;
		double scale = (double) FashionItems.SIDE / size;
		double cos = scale * StrictMath.cos(angle);
		double sin = scale * StrictMath.sin(angle);
		double centre = (FashionItems.SIDE - 1) / 2.0;
		int side = size + size / 6;
		float[] brightness = new float[side * side];
		for (int y = 0; y < side; y++) {
			double dy = y - (side - 1) / 2.0;
			for (int x = 0; x < side; x++) {
				double dx = (x - (side - 1) / 2.0) * direction / slim;
				brightness[y * side + x] = items.brightness(item, centre + cos * dx - sin * dy,
						centre + sin * dx + cos * dy);
			}
		}
		return new Sprite(side, brightness);
	}

	private static Scene.Box boxOf(int side, float[] brightness) {
		int left = side;
		int right = -1;
		int top = side;
		int bottom = -1;
		for (int y = 0; y < side; y++) {
			for (int x = 0; x < side; x++) {
				if (brightness[y * side + x] >= OPAQUE / 2) {
					left = Math.min(left, x);
					right = Math.max(right, x);
					top = Math.min(top, y);
					bottom = y;
				}
			}
		}
		return new Scene.Box(left, top, right - left + 1, bottom - top + 1);
	}

	int width() {
		return this.box.width();
	}

	int height() {
		return this.box.height();
	}

	/**
	 * Paints the item so that its pixels fill a box.
	 * @param canvas where to paint
	 * @param x the box's first column
	 * @param y the box's first row
	 * @param tint the item's colour
	 * @param dark share of the colour where the item is darkest, from 0 to 1
	 */
	void paint(Canvas canvas, int x, int y, float[] tint, float dark) {
		for (int row = 0; row < this.side; row++) {
			for (int column = 0; column < this.side; column++) {
				float value = this.brightness[row * this.side + column];
				if (value > 0) {
					canvas.blend(x + column - this.box.x(), y + row - this.box.y(), tint, dark + (1 - dark) * value,
							Math.min(1, value / OPAQUE));
				}
			}
		}
	}

}
