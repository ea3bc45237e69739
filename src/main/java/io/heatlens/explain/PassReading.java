package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.engine.Deadline;
import io.heatlens.explain.method.CapturedBatch;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.vit.Captures;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.ModelSession;

/**
 * Reads the maps off a forward pass. A backward pass takes every image along, each for
 * what it is wanted for next. Several targets of an image go back together where little
 * of the model has to be run again for them.
 *
 * @param pass of the batch
 * @param session that ran it
 * @param deadline of those who wait
 */
record PassReading(ForwardPass pass, ModelSession session, Deadline deadline) {

	/**
	 * Computes the maps.
	 * @param shares of the batch, whose images get the maps; all of them take a backward
	 * pass, or none
	 */
	void read(List<BatchSlice> shares) {
		shares.forEach(this::readForward);
		shares.stream().filter(this::repeats).forEach(this::readRepeated);
		List<List<BatchSlice.Step>> steps = shares.stream().map((share) -> share.steps(true)).toList();
		int rounds = IntStream.range(0, steps.size())
			.map((share) -> repeats(shares.get(share)) ? 0 : steps.get(share).size())
			.max()
			.orElseThrow();
		for (int round = 0; round < rounds; round++) {
			readRound(shares, steps, round);
		}
	}

	private void readForward(BatchSlice share) {
		for (BatchSlice.Step step : share.steps(false)) {
			this.deadline.check();
			try (Captures captures = this.pass.captures()) {
				read(share, step, captures.part(share::of), share.rows(step.target()));
			}
		}
	}

	// What wants nothing more comes along again.
	private void readRound(List<BatchSlice> shares, List<List<BatchSlice.Step>> steps, int round) {
		List<float[]> vectors = new ArrayList<>();
		for (int i = 0; i < shares.size(); i++) {
			BatchSlice.Step step = steps.get(i).get(Math.min(round, steps.get(i).size() - 1));
			shares.get(i).rows(step.target()).forEach((row) -> vectors.add(step.gradient(row)));
		}
		try (Captures captures = differentiate(this.pass, vectors)) {
			for (int i = 0; i < shares.size(); i++) {
				BatchSlice share = shares.get(i);
				if (round < steps.get(i).size() && !repeats(share)) {
					BatchSlice.Step step = steps.get(i).get(round);
					read(share, step, captures.part(share::of), share.rows(step.target()));
				}
			}
		}
	}

	private boolean repeats(BatchSlice share) {
		return share.targets() > 1 && this.pass.hasShortTail();
	}

	private void readRepeated(BatchSlice share) {
		for (BatchSlice.Step step : share.steps(true)) {
			for (int image = 0; image < share.images().size() && step.target() == 0; image++) {
				List<Row> rows = Row.of(share.images().get(image));
				try (ForwardPass tail = this.pass.repeat(share.from() + image, rows.size());
						Captures captures = differentiate(tail, rows.stream().map(step::gradient).toList())) {
					read(share, step, captures, rows);
				}
			}
		}
	}

	private Captures differentiate(ForwardPass pass, List<float[]> vectors) {
		this.deadline.check();
		return pass.differentiate(vectors.toArray(float[][]::new));
	}

	private void read(BatchSlice share, BatchSlice.Step step, Captures captures, List<Row> rows) {
		int[] classes = rows.stream().mapToInt(Row::label).toArray();
		CapturedBatch look = new CapturedBatch(this.session, share.pixels(), classes, captures,
				share.passes().options());
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
