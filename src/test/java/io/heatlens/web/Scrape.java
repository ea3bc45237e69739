package io.heatlens.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The metrics of {@code /actuator/prometheus} at one moment.
 *
 * @param samples the values by name and labels
 */
public record Scrape(Map<String, Double> samples) {

	public static Scrape of(Client client) throws IOException {
		String text = new String(client.get("/actuator/prometheus").body(), StandardCharsets.UTF_8);
		Map<String, Double> samples = new HashMap<>();
		Arrays.stream(text.split("\n"))
			.filter((line) -> !line.startsWith("#"))
			.forEach((line) -> samples.put(line.substring(0, line.lastIndexOf(' ')),
					Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
		return new Scrape(samples);
	}

	/**
	 * Reads a sample.
	 * @param name with its labels
	 * @return its value, 0 if it is not there yet
	 */
	public double value(String name) {
		return this.samples.getOrDefault(name, 0.0);
	}

	/**
	 * Counts the runs of a stage.
	 * @param stage of {@code heatlens.stage}
	 * @return the number of runs
	 */
	public double count(String stage) {
		return value("heatlens_stage_seconds_count{stage=\"" + stage + "\"}");
	}

}
