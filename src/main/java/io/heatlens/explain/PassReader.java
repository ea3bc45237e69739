package io.heatlens.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.engine.Deadline;
import io.heatlens.explain.PassPlan.BackwardGroup;
import io.heatlens.explain.method.CapturedBatch;
import io.heatlens.explain.method.Goal;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.vit.Captures;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.ModelSession;

/**
 * Reads the maps of a batch from its forward pass. Each backward pass serves all images,
 * and each image uses it for its next score and target. Slices with several targets do
 * this differently if the part of the model after the first differentiated site is short:
 * that part runs again for each image, with one row per target, so that one backward pass
 * per score serves all targets of the image.
 */
final class PassReader {

	private final ForwardPass pass;

	private final ModelSession session;

	private final Deadline deadline;

	private final List<BatchSlice> slices;

	/**
	 * The results of the whole batch. Each step replaces entries with copies that contain
	 * more maps.
	 */
	private final List<ImageMaps> results;

	/**
	 * Creates a reader.
	 * @param pass the forward pass of the batch
	 * @param session the session that ran the pass
	 * @param deadline the latest deadline of the requests in the batch
	 * @param slices the slices of the batch, in order
	 */
	PassReader(ForwardPass pass, ModelSession session, Deadline deadline, List<BatchSlice> slices) {
		this.pass = pass;
		this.session = session;
		this.deadline = deadline;
		this.slices = List.copyOf(slices);
		this.results = new ArrayList<>(slices.stream().map(BatchSlice::images).flatMap(List::stream).toList());
	}

	/**
	 * Computes the maps.
	 * @return the results, one entry per image of the batch
	 */
	List<ImageMaps> read() {
		this.slices.forEach(this::readForward);
		this.slices.stream().filter(this::sharesBackward).forEach(this::readAllTargets);
		List<List<Step>> steps = this.slices.stream().map(this::steps).toList();
		int rounds = steps.stream().mapToInt(List::size).max().orElseThrow();
		for (int round = 0; round < rounds; round++) {
			readRound(steps, round);
		}
		return List.copyOf(this.results);
	}

	private void readForward(BatchSlice slice) {
		List<SinglePassMethod> methods = slice.plan().forwardMethods();
		for (int target = 0; target < slice.targets() && !methods.isEmpty(); target++) {
			this.deadline.check();
			try (Captures captures = this.pass.captures()) {
				read(slice, methods, captures.part(slice::of), rows(slice, target));
			}
		}
	}

	private boolean sharesBackward(BatchSlice slice) {
		return slice.targets() > 1 && this.pass.hasShortTail();
	}

	private void readAllTargets(BatchSlice slice) {
		for (BackwardGroup group : slice.plan().backwardGroups()) {
			for (int image = slice.from(); image < slice.from() + slice.images().size(); image++) {
				List<Row> rows = rows(image);
				try (ForwardPass tail = this.pass.repeat(image, rows.size());
						Captures captures = differentiate(tail,
								rows.stream().map((row) -> gradient(group, row)).toList())) {
					read(slice, group, captures, rows);
				}
			}
		}
	}

	private List<Step> steps(BatchSlice slice) {
		return sharesBackward(slice) ? List.of() : slice.plan()
			.backwardGroups()
			.stream()
			.flatMap(
					(group) -> IntStream.range(0, slice.targets()).mapToObj((target) -> new Step(slice, group, target)))
			.toList();
	}

	private void readRound(List<List<Step>> steps, int round) {
		List<float[]> vectors = new ArrayList<>();
		for (int i = 0; i < this.slices.size(); i++) {
			vectors.addAll(vectors(this.slices.get(i), steps.get(i), round));
		}
		try (Captures captures = differentiate(this.pass, vectors)) {
			for (List<Step> sliceSteps : steps) {
				if (round < sliceSteps.size()) {
					Step step = sliceSteps.get(round);
					read(step.slice(), step.group(), captures.part(step.slice()::of),
							rows(step.slice(), step.target()));
				}
			}
		}
	}

	// A slice whose maps are complete still needs rows in the backward pass of the batch.
	// They are zero, and their gradients are not read.
	private List<float[]> vectors(BatchSlice slice, List<Step> steps, int round) {
		if (round >= steps.size()) {
			return slice.images().stream().map((image) -> new float[image.outputs().values().length]).toList();
		}
		Step step = steps.get(round);
		return rows(slice, step.target()).stream().map((row) -> gradient(step.group(), row)).toList();
	}

	private float[] gradient(BackwardGroup group, Row row) {
		return goal(row).gradient(group.score(), this.results.get(row.image()).outputs().values());
	}

	private Captures differentiate(ForwardPass pass, List<float[]> vectors) {
		this.deadline.check();
		return pass.differentiate(vectors.toArray(float[][]::new));
	}

	private void read(BatchSlice slice, BackwardGroup group, Captures captures, List<Row> rows) {
		read(slice, group.methods(), captures, rows);
		if (group.pixelSaliency()) {
			List<RawMap> saliency = PixelSaliency.of(captures);
			for (int i = 0; i < rows.size(); i++) {
				RawMap pixels = saliency.get(i);
				Row row = rows.get(i);
				this.results.set(row.image(), this.results.get(row.image()).withPixelSaliency(row.target(), pixels));
			}
		}
	}

	private void read(BatchSlice slice, List<SinglePassMethod> methods, Captures captures, List<Row> rows) {
		CapturedBatch batch = new CapturedBatch(this.session, slice.pixels(), rows.stream().map(this::goal).toList(),
				captures, slice.plan().options());
		for (SinglePassMethod method : methods) {
			if (method.classDiscriminative()) {
				put(method.name(), method.map(batch), rows);
			}
			else if (!hasMap(rows.get(0), method)) {
				putForEveryTarget(method.name(), method.map(batch), rows);
			}
		}
	}

	private boolean hasMap(Row row, SinglePassMethod method) {
		return this.results.get(row.image()).targets().get(0).maps().containsKey(method.name());
	}

	private void put(String method, List<RawMap> maps, List<Row> rows) {
		for (int i = 0; i < rows.size(); i++) {
			Row row = rows.get(i);
			this.results.set(row.image(), this.results.get(row.image()).with(row.target(), method, maps.get(i)));
		}
	}

	private void putForEveryTarget(String method, List<RawMap> maps, List<Row> rows) {
		for (int i = 0; i < rows.size(); i++) {
			ImageMaps image = this.results.get(rows.get(i).image());
			List<RawMap> same = Collections.nCopies(image.targets().size(), maps.get(i));
			this.results.set(rows.get(i).image(), image.with(method, same));
		}
	}

	// An image with fewer targets than another one repeats its last target.
	private List<Row> rows(BatchSlice slice, int target) {
		return IntStream.range(slice.from(), slice.from() + slice.images().size())
			.mapToObj((image) -> new Row(image, Math.min(target, this.results.get(image).targets().size() - 1)))
			.toList();
	}

	private List<Row> rows(int image) {
		return IntStream.range(0, this.results.get(image).targets().size())
			.mapToObj((target) -> new Row(image, target))
			.toList();
	}

	private Goal goal(Row row) {
		ImageMaps image = this.results.get(row.image());
		return new Goal(image.outputs().readout(), image.targets().get(row.target()).index());
	}

	/**
	 * The image and the target that one row of a pass serves.
	 *
	 * @param image the index of the image in the batch
	 * @param target the index among the targets of the image
	 */
	private record Row(int image, int target) {
	}

	/**
	 * What a slice reads from one backward pass.
	 *
	 * @param slice the slice
	 * @param group the score to differentiate, and the methods that read their maps
	 * @param target the index among the targets of each image
	 */
	private record Step(BatchSlice slice, BackwardGroup group, int target) {
	}

}
