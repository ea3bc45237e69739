package io.heatlens.explain;

import java.util.List;

/**
 * What makes an image and a reference alike.
 *
 * @param value the cosine similarity of their vectors, -1 to 1
 * @param image the explanations of that number on the image, one per method
 * @param reference the explanations of that number on the reference, one per method
 */
public record Similarity(double value, List<Explanation> image, List<Explanation> reference) {

	public Similarity {
		image = List.copyOf(image);
		reference = List.copyOf(reference);
	}

}
