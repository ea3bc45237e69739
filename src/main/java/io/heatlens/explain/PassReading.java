package io.heatlens.explain;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Captures;
import io.heatlens.vit.Deadline;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.ModelSession;

/**
 * Reads the maps off a forward pass. Several targets of an image go back together where
 * little of the model has to be run again for them, else one after the other.
 *
 * @param passes whose methods read
 * @param session that ran the pass
 * @param deadline of those who wait
 */
record PassReading(SinglePasses passes, ModelSession session, Deadline deadline) {

	/**
	 * Computes the maps.
	 * @param pass of the batch
	 * @param pixels of the batch, shape (batch, 3, height, width)
	 * @param images of the batch, that get the maps
	 */
	void read(ForwardPass pass, NDArray pixels, List<Seen> images) {
		int most = images.stream().mapToInt((image) -> image.targets().size()).max().orElseThrow();
		this.passes.groups().forEach((scalar, methods) -> {
			if (scalar.isPresent() && most > 1 && pass.hasShortTail()) {
				for (int image = 0; image < images.size(); image++) {
					List<Row> rows = rows(image, images.get(image));
					try (ForwardPass tail = pass.repeat(image, rows.size())) {
						read(tail, pixels, images, rows, scalar, methods);
					}
				}
				return;
			}
			for (int target = 0; target < most; target++) {
				read(pass, pixels, images, round(images, target), scalar, methods);
			}
		});
	}

	private static List<Row> rows(int image, Seen seen) {
		return IntStream.range(0, seen.targets().size()).mapToObj((target) -> new Row(image, target)).toList();
	}

	// Where an image has fewer targets than another, its last comes again.
	private static List<Row> round(List<Seen> images, int target) {
		return IntStream.range(0, images.size())
			.mapToObj((image) -> new Row(image, Math.min(target, images.get(image).targets().size() - 1)))
			.toList();
	}

	private void read(ForwardPass pass, NDArray pixels, List<Seen> images, List<Row> rows, Optional<Scalar> scalar,
			List<SinglePassMethod> methods) {
		this.deadline.check();
		int[] classes = rows.stream().mapToInt((row) -> images.get(row.image()).targets().get(row.target())).toArray();
		try (Captures captures = captures(pass, images, rows, scalar, classes)) {
			Look look = new Look(this.session, pixels, classes, captures, this.passes.options());
			for (SinglePassMethod method : methods) {
				boolean seen = images.get(0).maps().containsKey(new Cell(0, method.name()));
				if (method.classDiscriminative() || !seen) {
					put(method, method.map(look), images, rows);
				}
			}
		}
	}

	private static void put(SinglePassMethod method, List<RawMap> maps, List<Seen> images, List<Row> rows) {
		for (int i = 0; i < rows.size(); i++) {
			Row row = rows.get(i);
			Seen image = images.get(row.image());
			if (method.classDiscriminative()) {
				image.maps().put(new Cell(row.target(), method.name()), maps.get(i));
			}
			else {
				for (int target = 0; target < image.targets().size(); target++) {
					image.maps().put(new Cell(target, method.name()), maps.get(i));
				}
			}
		}
	}

	private static Captures captures(ForwardPass pass, List<Seen> images, List<Row> rows, Optional<Scalar> scalar,
			int[] classes) {
		if (scalar.isEmpty()) {
			return pass.captures();
		}
		float[][] vectors = new float[classes.length][];
		for (int i = 0; i < classes.length; i++) {
			vectors[i] = scalar.get().gradient(images.get(rows.get(i).image()).logits(), classes[i]);
		}
		return pass.differentiate(vectors);
	}

}
