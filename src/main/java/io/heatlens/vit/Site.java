package io.heatlens.vit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the Vision Transformer whose value, of shape (batch, tokens, dim), can be
 * captured and differentiated: a block's output, or the output of its first LayerNorm.
 *
 * @param block index of the block, from 0
 * @param part which value of that block
 */
public record Site(int block, Part part) {

	private static final Pattern NAME = Pattern.compile("blocks\\[(-?\\d{1,4})](\\.norm1)?");

	/**
	 * Which value of a block.
	 */
	public enum Part {

		/** The output of the block's first LayerNorm, the input of its attention. */
		NORM1,

		/** The output of the block. */
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
	 * Lists a model's sites.
	 * @param depth how many blocks the model has
	 * @return all sites, in the order of a forward pass
	 */
	static List<Site> all(int depth) {
		List<Site> sites = new ArrayList<>(2 * depth);
		for (int block = 0; block < depth; block++) {
			sites.add(new Site(block, Part.NORM1));
			sites.add(new Site(block, Part.OUTPUT));
		}
		return sites;
	}

	/**
	 * The name in the API.
	 * @return {@code blocks[i]} or {@code blocks[i].norm1}
	 */
	public String name() {
		return "blocks[" + this.block + "]" + ((this.part == Part.NORM1) ? ".norm1" : "");
	}

}
