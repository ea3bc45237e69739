package io.heatlens.vit.input;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Json;
import tools.jackson.databind.JsonNode;

/**
 * The size of a model's input or of one of its patches. Other sizes than 1 to 8192 pixels
 * are refused with an {@link InvalidModelException}.
 *
 * @param height the height in pixels, 1 to 8192
 * @param width the width in pixels, 1 to 8192
 */
public record InputSize(int height, int width) {

	/**
	 * The memory of attention grows with the square of this number. Published models have
	 * at most a tenth of it.
	 */
	private static final int MAX_PATCHES = 16_384;

	public InputSize {
		if (height < 1 || height > 8192 || width < 1 || width > 8192) {
			throw new InvalidModelException(
					"a size should be 1 to 8192 pixels on each side, but is %d x %d".formatted(height, width));
		}
	}

	/**
	 * Divides the input into patches. Pixels at the right and lower edge that fill no
	 * patch are outside the grid.
	 * @param patchHeight the height of a patch in pixels
	 * @param patchWidth the width of a patch in pixels
	 * @return the patch grid
	 * @throws InvalidModelException if the input is smaller than a patch, or if the grid
	 * has more than 16,384 patches
	 */
	public Grid grid(int patchHeight, int patchWidth) {
		if (this.height < patchHeight || this.width < patchWidth) {
			throw new InvalidModelException("an input of %d x %d has no room for a patch of %d x %d"
				.formatted(this.height, this.width, patchHeight, patchWidth));
		}
		Grid grid = new Grid(this.height / patchHeight, this.width / patchWidth);
		if (grid.patches() > MAX_PATCHES) {
			throw new InvalidModelException("the patch grid should have at most %d patches, but has %d x %d"
				.formatted(MAX_PATCHES, grid.rows(), grid.columns()));
		}
		return grid;
	}

	/**
	 * Reads a size: {@code 224}, {@code [224, 224]} or {@code {"height": 224, "width":
	 * 224}}.
	 * @param node the value in a configuration file
	 * @param otherwise the size to use if the value is missing
	 * @return the size
	 * @throws InvalidModelException if the value is none of these, or if a side is not 1
	 * to 8192 pixels
	 */
	public static InputSize read(JsonNode node, InputSize otherwise) {
		if (node.isMissingNode() || node.isNull()) {
			return otherwise;
		}
		if (node.isInt()) {
			return new InputSize(node.asInt(), node.asInt());
		}
		if (node.isArray() && node.size() == 2) {
			return new InputSize(node.get(0).asInt(0), node.get(1).asInt(0));
		}
		if (node.hasNonNull("height") && node.hasNonNull("width")) {
			return new InputSize(Json.number(node, "height"), Json.number(node, "width"));
		}
		throw new InvalidModelException(
				"a size should be a number, a pair of numbers, or an object with height and width, but is " + node);
	}

}
