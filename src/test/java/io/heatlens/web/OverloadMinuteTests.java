package io.heatlens.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten times as many requests as can be answered: some are answered, the others are
 * refused. A build does this for seconds; {@code -Dheatlens.overload=PT1M} does it for
 * longer and checks the times as well.
 */
@Tag("slow")
class OverloadMinuteTests {

	private static final Logger logger = LoggerFactory.getLogger(OverloadMinuteTests.class);

	private static final Optional<Duration> TIME = Optional.ofNullable(System.getProperty("heatlens.overload"))
		.map(Duration::parse);

	@TempDir
	private Path temporary;

	@Test
	void admittedRequestsAreAnsweredAndTheOthersRefused() throws Exception {
		try (Service service = new Service(this.temporary, "-XX:TieredStopAtLevel=4", "-Xms512m",
				"-XX:+AlwaysPreTouch")) {
			Client client = service.ready();
			OverloadLoad load = new OverloadLoad(client.port());
			Duration measure = TIME.isPresent() ? Duration.ofSeconds(10) : Duration.ofSeconds(2);
			load.capacity(measure);
			double before = load.capacity(measure);
			double memory = resident(client);
			List<OverloadLoad.Answer> answers = load.flood(10 * before, TIME.orElse(Duration.ofSeconds(3)));
			double after = load.capacity(Duration.ofSeconds(5));
			Map<Integer, Long> counts = answers.stream()
				.collect(Collectors.groupingBy(OverloadLoad.Answer::status, TreeMap::new, Collectors.counting()));
			logger.info(
					"{}/s before, {}/s after; answers {}; median of the admitted {}, longest {}; median of the refused {}; {} MB and {} MB",
					before, after, counts, median(answers, 200), longest(answers), median(answers, 503), memory / 1e6,
					resident(client) / 1e6);
			assertThat(unanswered(answers)).as("requests without an answer, by the reason").isEmpty();
			assertThat(counts).containsKeys(200, 503).doesNotContainKeys(0, 500);
			assertThat(resident(client) / memory).isLessThan(1.1);
			assertThat(client.get("/readyz").statusCode()).isEqualTo(200);
			if (TIME.isPresent()) {
				assertThat(counts).containsOnlyKeys(200, 503);
				assertThat(median(answers, 503)).isLessThan(Duration.ofMillis(50));
				assertThat(after).isGreaterThan(0.8 * before);
			}
		}
	}

	private static Map<String, Long> unanswered(List<OverloadLoad.Answer> answers) {
		return answers.stream()
			.filter((answer) -> answer.status() == 0)
			.collect(Collectors.groupingBy(OverloadLoad.Answer::reason, TreeMap::new, Collectors.counting()));
	}

	private static double resident(Client client) throws Exception {
		return Scrape.of(client).value("heatlens_memory_resident_bytes");
	}

	private static Duration median(List<OverloadLoad.Answer> answers, int status) {
		List<Duration> times = answers.stream()
			.filter((answer) -> answer.status() == status)
			.map(OverloadLoad.Answer::time)
			.sorted()
			.toList();
		return times.isEmpty() ? Duration.ZERO : times.get(times.size() / 2);
	}

	private static Duration longest(List<OverloadLoad.Answer> answers) {
		return answers.stream()
			.filter((answer) -> answer.status() == 200)
			.map(OverloadLoad.Answer::time)
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

}
