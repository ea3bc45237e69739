package io.heatlens.vit.transformer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * A point in the forward pass of a Vision Transformer whose value can be captured, and
 * with respect to which a score can be differentiated.
 *
 * @param block the index of the block, from 0
 * @param part which value of that block
 */
public record Site(int block, Part part) {

	/** The normalised image, shape (batch, channels, height, width). */
	public static final Site PIXELS = new Site(0, Part.PIXELS);

	private static final Pattern NAME = Pattern.compile("blocks\\[(-?\\d{1,4})](\\.norm[12])?");

	/**
	 * A value of a block.
	 */
	public enum Part {

		/**
		 * The normalised image, shape (batch, channels, height, width), before the first
		 * block.
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
		/**
		 * The output of the block's second LayerNorm, the input of its MLP, shape (batch,
		 * tokens, dim). Only in blocks that normalise before each of the two.
		 */
		NORM2,
		/** The output of the block, shape (batch, tokens, dim). */
		OUTPUT,
		/**
		 * The weights of an attention pooling, shape (batch, heads, 1, tokens), of which
		 * each row adds up to 1. The index of the block is the number of blocks.
		 */
		POOLING

	}

	/**
	 * Reads the name of a layer, in the notation of pytorch-grad-cam.
	 * @param name the name, {@code blocks[i]}, {@code blocks[i].norm1} or {@code
	 * blocks[i].norm2}; a negative i counts from the end
	 * @param depth the number of blocks of the model
	 * @return the site of the layer, or empty if no model of that depth has such a layer
	 */
	public static Optional<Site> parse(String name, int depth) {
		Matcher matcher = NAME.matcher(name);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		int index = Integer.parseInt(matcher.group(1));
		int block = (index < 0) ? depth + index : index;
		if (block < 0 || block >= depth) {
			return Optional.empty();
		}
		return Optional.of(new Site(block, part(matcher.group(2))));
	}

	private static Part part(@Nullable String norm) {
		if (norm == null) {
			return Part.OUTPUT;
		}
		return norm.equals(".norm1") ? Part.NORM1 : Part.NORM2;
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
	 * The weights of the pooling, if the head pools by attention.
	 * @param depth the number of blocks
	 * @return the site after the last block
	 */
	public static Site pooling(int depth) {
		return new Site(depth, Part.POOLING);
	}

	/**
	 * Whether a request can name the site as a layer.
	 * @return true for the output of a block and for the outputs of its LayerNorms
	 */
	public boolean isLayer() {
		return this.part == Part.NORM1 || this.part == Part.NORM2 || this.part == Part.OUTPUT;
	}

	/**
	 * The name of the site.
	 * @return {@code blocks[i]}, {@code blocks[i].norm1} or {@code blocks[i].norm2} for a
	 * layer, as in the API; another name for a message if the site is no layer
	 */
	public String name() {
		return switch (this.part) {
			case PIXELS -> "the image";
			case POOLING -> "the attention pooling";
			case OUTPUT -> "blocks[" + this.block + "]";
			default -> "blocks[" + this.block + "]." + this.part.name().toLowerCase(Locale.ROOT);
		};
	}

}
