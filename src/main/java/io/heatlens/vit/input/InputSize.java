package io.heatlens.vit.input;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Json;
import tools.jackson.databind.JsonNode;

/**
 * The size of a model's input.
 *
 * @param height in pixels
 * @param width in pixels
 */
public record InputSize(int height, int width) {

	/** Attention takes the square of this; published models have a tenth. */
	private static final int MOST_PATCHES = 16_384;

	public InputSize {
		if (height < 1 || height > 8192 || width < 1 || width > 8192) {
			throw new InvalidModelException("an input of %d x %d is not possible".formatted(height, width));
		}
	}

	/**
	 * Counts the patches that fit; a rest that fills no patch is outside the grid.
	 * @param patchHeight in pixels
	 * @param patchWidth in pixels
	 * @return the patch grid
	 */
	public Grid grid(int patchHeight, int patchWidth) {
		if (this.height < patchHeight || this.width < patchWidth) {
			throw new InvalidModelException("an input of %d x %d has no room for a patch of %d x %d"
				.formatted(this.height, this.width, patchHeight, patchWidth));
		}
		Grid grid = new Grid(this.height / patchHeight, this.width / patchWidth);
		if (grid.patches() > MOST_PATCHES) {
			throw new InvalidModelException("a grid of %d x %d patches is larger than %d in all".formatted(grid.rows(),
					grid.columns(), MOST_PATCHES));
		}
		return grid;
	}

	/**
	 * Reads a size: {@code 224}, {@code [224, 224]} or {@code {"height": 224, "width":
	 * 224}}.
	 * @param node of the file
	 * @param otherwise if it is missing
	 * @return the size
	 * @throws InvalidModelException if it is none of them
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
		if (node.has("height") && node.has("width")) {
			return new InputSize(Json.number(node, "height"), Json.number(node, "width"));
		}
		throw new InvalidModelException("a size should be a number, a pair, or height and width, but is " + node);
	}

}
