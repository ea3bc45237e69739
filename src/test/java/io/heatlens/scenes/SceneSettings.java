package io.heatlens.scenes;

/**
 * The settings of scenes; training starts with smaller and easier ones.
 *
 * @param size width and height of a scene in pixels
 * @param smallestItem the smallest side of an item's picture in pixels
 * @param largestItem the largest side of an item's picture in pixels
 * @param twoItemShare the share of scenes with two items, from 0 to 1; others have one
 */
public record SceneSettings(int size, int smallestItem, int largestItem, double twoItemShare) {

	public SceneSettings {
		if (smallestItem < 8 || largestItem < smallestItem || largestItem > size) {
			throw new IllegalArgumentException("Items must fit into the scene");
		}
		if (twoItemShare < 0 || twoItemShare > 1 || (twoItemShare > 0 && size < 2.5 * smallestItem)) {
			throw new IllegalArgumentException("Two items must fit into the scene");
		}
	}

	/**
	 * The scenes on which the embedded model is used: 96 x 96 pixels, items of 36 to 64.
	 * @param twoItemShare the share of scenes with two items, from 0 to 1
	 * @return settings of full scenes
	 */
	public static SceneSettings full(double twoItemShare) {
		return new SceneSettings(96, 36, 64, twoItemShare);
	}

}
