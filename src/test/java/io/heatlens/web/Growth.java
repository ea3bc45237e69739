package io.heatlens.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures the memory and the arrays of a service between rounds of work.
 */
final class Growth {

	private static final int PATIENCE = 200;

	private final List<Double> arrays = new ArrayList<>();

	private final List<Double> resident = new ArrayList<>();

	/**
	 * Measures while no requests run. Work of requests that were given up may still be
	 * ending, so this waits for it.
	 * @param client of the service
	 * @throws IOException if it does not answer
	 */
	void look(Client client) throws IOException {
		Scrape scrape = Scrape.of(client);
		for (int i = 0; i < PATIENCE && grown(scrape); i++) {
			scrape = Scrape.of(client);
		}
		this.arrays.add(scrape.value("heatlens_native_arrays"));
		this.resident.add(scrape.value("heatlens_memory_resident_bytes"));
	}

	private boolean grown(Scrape scrape) {
		return !this.arrays.isEmpty() && scrape.value("heatlens_native_arrays") > this.arrays.get(0);
	}

	/**
	 * Checks that nothing has grown since the first third of the rounds, which warms up.
	 * @param share of the resident memory by which it may differ
	 */
	void assertNone(double share) {
		int warm = this.arrays.size() / 3;
		assertThat(this.arrays).as("native arrays").containsOnly(this.arrays.get(warm));
		double before = mean(warm, 2 * warm);
		double after = mean(2 * warm, 3 * warm);
		assertThat(after / before).as("resident memory %s", this.resident).isLessThan(1 + share);
	}

	private double mean(int from, int to) {
		return this.resident.subList(from, to).stream().mapToDouble(Double::doubleValue).average().orElse(0);
	}

	@Override
	public String toString() {
		return "native arrays %s, resident MB %s".formatted(this.arrays,
				this.resident.stream().map((bytes) -> Math.round(bytes / 1e6)).toList());
	}

}
