package io.heatlens.scenes;

import java.util.List;

/**
 * A picture whose explanation can be checked: its pixels, and where each of its items is.
 */
public final class Scene {

	private final int size;

	private final byte[] rgb;

	private final List<Item> items;

	/**
	 * Creates a scene.
	 * @param size width and height in pixels
	 * @param rgb red, green and blue of each pixel, row by row; not copied
	 * @param items the items in the picture, each of another class
	 */
	Scene(int size, byte[] rgb, List<Item> items) {
		if (rgb.length != 3 * size * size) {
			throw new IllegalArgumentException("%d bytes are no %d x %d RGB".formatted(rgb.length, size, size));
		}
		this.size = size;
		this.rgb = rgb;
		this.items = List.copyOf(items);
	}

	/**
	 * Returns the width, which is the height too.
	 * @return width and height in pixels
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Returns the pixels.
	 * @return a copy of red, green and blue of each pixel, row by row
	 */
	public byte[] rgb() {
		return this.rgb.clone();
	}

	/**
	 * Returns the items of the picture.
	 * @return one or two items of different classes
	 */
	public List<Item> items() {
		return this.items;
	}

	/**
	 * One item of a scene.
	 *
	 * @param label the item's class, from 0 to 9
	 * @param box the smallest box around the item's pixels
	 */
	public record Item(int label, Box box) {

	}

	/**
	 * A rectangle in pixels of the scene.
	 *
	 * @param x the first column
	 * @param y the first row
	 * @param width number of columns
	 * @param height number of rows
	 */
	public record Box(int x, int y, int width, int height) {

		/**
		 * Tells whether a point is in the box.
		 * @param px horizontal position in pixels from the picture's left edge
		 * @param py vertical position in pixels from the picture's upper edge
		 * @return whether the box contains the point
		 */
		public boolean contains(double px, double py) {
			return px >= this.x && px < this.x + this.width && py >= this.y && py < this.y + this.height;
		}

		boolean overlaps(Box other) {
			return this.x < other.x + other.width && other.x < this.x + this.width && this.y < other.y + other.height
					&& other.y < this.y + this.height;
		}

	}

}
