package io.heatlens.explain;

import java.util.List;
import java.util.OptionalDouble;

import io.heatlens.explain.method.Status;
import org.jspecify.annotations.Nullable;

/**
 * The number by which the values of maps are divided, so that maps can be compared.
 *
 * @param shared whether all maps of an answer are divided by their common maximum
 * @param number the number to divide by, above 0; {@code null} for the maximum of each
 * map, or for the common one
 */
public record Scale(boolean shared, @Nullable Float number) {

	/** Each map is divided by its own maximum. */
	public static final Scale OWN = new Scale(false, null);

	/** All maps of an answer are divided by their common maximum. */
	public static final Scale SHARED = new Scale(true, null);

	/**
	 * Divides the maps of an answer.
	 * @param images the images of the answer, whose maps are divided by their own maxima
	 * @return the images with the maps on this scale; a map that shows nothing stays 0
	 */
	List<ImageExplanation> apply(List<ImageExplanation> images) {
		Float maximum = this.shared ? maximum(images) : this.number;
		return (maximum != null) ? images.stream().map((image) -> divided(image, maximum)).toList() : images;
	}

	private static ImageExplanation divided(ImageExplanation image, float maximum) {
		return image.with(image.explanations()
			.stream()
			.map((explanation) -> explanation.with(explanation.heatmap().dividedBy(maximum)))
			.toList());
	}

	private static @Nullable Float maximum(List<ImageExplanation> images) {
		OptionalDouble maximum = images.stream()
			.flatMap((image) -> image.explanations().stream())
			.map(Explanation::heatmap)
			.filter((heatmap) -> heatmap.status() == Status.OK)
			.mapToDouble(Heatmap::maximum)
			.max();
		return maximum.isPresent() ? (Float) (float) maximum.getAsDouble() : null;
	}

}
