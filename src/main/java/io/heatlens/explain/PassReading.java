package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Captures;
import io.heatlens.vit.Deadline;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.ModelSession;

/**
 * Reads the maps off a forward pass. A backward pass takes every image along, each for
 * what it is wanted for next. Several targets of an image go back together where little
 * of the model has to be run again for them.
 *
 * @param pass of the batch
 * @param session that ran it
 * @param pixels of the batch, shape (batch, 3, height, width)
 * @param deadline of those who wait
 */
record PassReading(ForwardPass pass, ModelSession session, NDArray pixels, Deadline deadline) {

	/**
	 * Computes the maps.
	 * @param shares of the batch, whose images get the maps
	 */
	void read(List<Share> shares) {
		for (Share share : shares) {
			for (Share.Step step : share.steps(false)) {
				this.deadline.check();
				try (Captures captures = this.pass.captures()) {
					read(share, step, captures);
				}
			}
			if (repeats(share)) {
				share.steps(true).stream().filter((step) -> step.target() == 0).forEach((step) -> repeat(share, step));
			}
		}
		List<List<Share.Step>> steps = shares.stream().map((share) -> share.steps(true)).toList();
		int rounds = IntStream.range(0, steps.size())
			.map((i) -> repeats(shares.get(i)) ? 0 : steps.get(i).size())
			.max()
			.orElseThrow();
		for (int round = 0; round < rounds; round++) {
			List<float[]> vectors = new ArrayList<>();
			for (int i = 0; i < steps.size(); i++) {
				// what wants nothing more comes along again
				Share.Step step = steps.get(i).get(Math.min(round, steps.get(i).size() - 1));
				shares.get(i).rows(step.target()).forEach((row) -> vectors.add(step.gradient(row)));
			}
			try (Captures captures = differentiate(this.pass, vectors)) {
				for (int i = 0; i < steps.size(); i++) {
					if (round < steps.get(i).size() && !repeats(shares.get(i))) {
						read(shares.get(i), steps.get(i).get(round), captures);
					}
				}
			}
		}
	}

	private boolean repeats(Share share) {
		return share.targets() > 1 && this.pass.hasShortTail();
	}

	private void repeat(Share share, Share.Step step) {
		for (int image = 0; image < share.images().size(); image++) {
			List<Row> rows = Row.of(share.images().get(image));
			try (ForwardPass tail = this.pass.repeat(share.from() + image, rows.size());
					Captures captures = differentiate(tail, rows.stream().map(step::gradient).toList())) {
				read(share, step, captures, rows);
			}
		}
	}

	private Captures differentiate(ForwardPass pass, List<float[]> vectors) {
		this.deadline.check();
		return pass.differentiate(vectors.toArray(float[][]::new));
	}

	private void read(Share share, Share.Step step, Captures captures) {
		read(share, step, captures.part(share::of), share.rows(step.target()));
	}

	private void read(Share share, Share.Step step, Captures captures, List<Row> rows) {
		int[] classes = rows.stream().mapToInt(Row::label).toArray();
		Look look = new Look(this.session, share.of(this.pixels), classes, captures, share.passes().options());
		for (SinglePassMethod method : step.methods()) {
			boolean seen = rows.get(0).image().maps().containsKey(new Cell(0, method.name()));
			if (method.classDiscriminative() || !seen) {
				put(method, method.map(look), rows);
			}
		}
	}

	private static void put(SinglePassMethod method, List<RawMap> maps, List<Row> rows) {
		for (int i = 0; i < rows.size(); i++) {
			Row row = rows.get(i);
			if (method.classDiscriminative()) {
				row.image().maps().put(new Cell(row.target(), method.name()), maps.get(i));
			}
			else {
				for (int target = 0; target < row.image().targets().size(); target++) {
					row.image().maps().put(new Cell(target, method.name()), maps.get(i));
				}
			}
		}
	}

}
