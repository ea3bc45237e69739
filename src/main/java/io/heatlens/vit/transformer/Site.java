package io.heatlens.vit.transformer;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A point in the forward pass of a Vision Transformer whose value can be captured, and
 * with respect to which a score can be differentiated.
 *
 * @param block the index of the block, from 0
 * @param part which value of that block
 */
public record Site(int block, Part part) {

	/** The normalised image, shape (batch, 3, height, width). */
	public static final Site PIXELS = new Site(0, Part.PIXELS);

	private static final Pattern NAME = Pattern.compile("blocks\\[(-?\\d{1,4})](\\.norm1)?");

	/**
	 * A value of a block.
	 */
	public enum Part {

		/**
		 * The normalised image, shape (batch, 3, height, width), before the first block.
		 */
		PIXELS,
		/** The input of the block, shape (batch, tokens, dim). */
		INPUT,
		/**
		 * The output of the block's first LayerNorm, the input of its attention, shape
		 * (batch, tokens, dim).
		 */
		NORM1,
		/**
		 * The attention weights, shape (batch, heads, queries, tokens), of which each row
		 * adds up to 1. In the last block, only the tokens that the head reads are
		 * queries.
		 */
		ATTENTION,
		/** The output of the block, shape (batch, tokens, dim). */
		OUTPUT

	}

	/**
	 * Reads the name of a layer, in the notation of pytorch-grad-cam.
	 * @param name the name, {@code blocks[i]} or {@code blocks[i].norm1}; a negative i
	 * counts from the end
	 * @param depth the number of blocks of the model
	 * @return the site of the layer
	 * @throws UnknownLayerException if the model has no such layer
	 */
	public static Site parse(String name, int depth) {
		Matcher matcher = NAME.matcher(name);
		if (!matcher.matches()) {
			throw new UnknownLayerException(name, depth);
		}
		int index = Integer.parseInt(matcher.group(1));
		int block = (index < 0) ? depth + index : index;
		if (block < 0 || block >= depth) {
			throw new UnknownLayerException(name, depth);
		}
		return new Site(block, (matcher.group(2) != null) ? Part.NORM1 : Part.OUTPUT);
	}

	/**
	 * The attention weights of all blocks of a model.
	 * @param depth the number of blocks
	 * @return one site per block, from the first block on
	 */
	public static List<Site> attention(int depth) {
		return IntStream.range(0, depth).mapToObj((block) -> new Site(block, Part.ATTENTION)).toList();
	}

	/**
	 * Whether a request can name the site as a layer.
	 * @return true for the output of a block and for the output of its first LayerNorm
	 */
	public boolean isLayer() {
		return this.part == Part.NORM1 || this.part == Part.OUTPUT;
	}

	/**
	 * The name of the site.
	 * @return {@code blocks[i]} or {@code blocks[i].norm1} for a layer, as in the API;
	 * another name for a message if the site is no layer
	 */
	public String name() {
		return switch (this.part) {
			case PIXELS -> "the image";
			case OUTPUT -> "blocks[" + this.block + "]";
			default -> "blocks[" + this.block + "]." + this.part.name().toLowerCase(Locale.ROOT);
		};
	}

}
