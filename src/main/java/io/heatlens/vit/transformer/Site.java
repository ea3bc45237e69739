package io.heatlens.vit.transformer;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A place in the Vision Transformer whose value can be captured and differentiated.
 *
 * @param block index of the block, from 0
 * @param part which value of that block
 */
public record Site(int block, Part part) {

	/** The normalised image, shape (batch, 3, height, width). */
	public static final Site PIXELS = new Site(0, Part.PIXELS);

	private static final Pattern NAME = Pattern.compile("blocks\\[(-?\\d{1,4})](\\.norm1)?");

	/**
	 * Which value of a block.
	 */
	public enum Part {

		/** The image, before the first block. */
		PIXELS,
		/** The input of the block, shape (batch, tokens, dim). */
		INPUT,
		/**
		 * The output of the block's first LayerNorm, the input of its attention, shape
		 * (batch, tokens, dim).
		 */
		NORM1,
		/**
		 * The attention weights, shape (batch, heads, queries, tokens): rows add up to 1.
		 * In the last block only the tokens that the head reads are queries.
		 */
		ATTENTION,
		/** The output of the block, shape (batch, tokens, dim). */
		OUTPUT

	}

	/**
	 * Reads a layer's name as pytorch-grad-cam's users write it.
	 * @param name {@code blocks[i]} or {@code blocks[i].norm1}; negative i counts from
	 * the end
	 * @param depth how many blocks the model has
	 * @return the site
	 * @throws UnknownLayerException if there is no such layer
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
	 * Lists the attention of a model.
	 * @param depth how many blocks it has
	 * @return one site a block
	 */
	public static List<Site> attention(int depth) {
		return IntStream.range(0, depth).mapToObj((block) -> new Site(block, Part.ATTENTION)).toList();
	}

	/**
	 * Says whether it can be asked for as a layer.
	 * @return whether it is a block's output or the output of its first LayerNorm
	 */
	public boolean isLayer() {
		return this.part == Part.NORM1 || this.part == Part.OUTPUT;
	}

	/**
	 * The name, for a layer that of the API.
	 * @return {@code blocks[i]} or {@code blocks[i].norm1}
	 */
	public String name() {
		return switch (this.part) {
			case PIXELS -> "the image";
			case OUTPUT -> "blocks[" + this.block + "]";
			default -> "blocks[" + this.block + "]." + this.part.name().toLowerCase(Locale.ROOT);
		};
	}

}
