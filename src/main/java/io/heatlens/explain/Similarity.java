package io.heatlens.explain;

import java.util.List;

import io.heatlens.explain.method.Status;

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

	/**
	 * Judges the first map of the image and that of the reference.
	 * @return whether both show something
	 */
	public Status status() {
		Status status = this.image.get(0).status();
		return (status != Status.OK) ? status : this.reference.get(0).status();
	}

}
