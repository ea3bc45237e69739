package io.heatlens.vit.text;

import java.util.stream.IntStream;

/**
 * Which token of a text stands for the whole text.
 */
@FunctionalInterface
public interface TextPooling {

	/**
	 * Finds the token whose last value becomes the vector of the text.
	 * @param ids the ids of the tokens, with padding
	 * @return the position of the token, from 0
	 */
	int position(long[] ids);

	/**
	 * The first token, whatever it is.
	 * @return the pooling
	 */
	static TextPooling first() {
		return (ids) -> 0;
	}

	/**
	 * The last token, which may be padding (Zhai et al. 2023, SigLIP).
	 * @return the pooling
	 */
	static TextPooling last() {
		return (ids) -> ids.length - 1;
	}

	/**
	 * The first of the tokens with the largest id, which is the end of the text in the
	 * vocabulary of CLIP (Radford et al. 2021).
	 * @return the pooling
	 */
	static TextPooling largest() {
		return (ids) -> IntStream.range(0, ids.length).reduce(0, (best, i) -> (ids[i] > ids[best]) ? i : best);
	}

	/**
	 * The first token that ends the text.
	 * @param end the id of the token
	 * @return the pooling, which takes the first token of a text without an end
	 */
	static TextPooling end(int end) {
		return (ids) -> IntStream.range(0, ids.length).filter((i) -> ids[i] == end).findFirst().orElse(0);
	}

}
