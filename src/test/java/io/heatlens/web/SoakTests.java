package io.heatlens.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * After many good and bad requests the service holds no more memory than before. A build
 * does this for seconds; {@code -Dheatlens.soak=PT20M} does it for longer and allows less
 * growth.
 */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class SoakTests {

	private static final Logger logger = LoggerFactory.getLogger(SoakTests.class);

	private static final int ROUNDS = 15;

	private static final Optional<Duration> TIME = Optional.ofNullable(System.getProperty("heatlens.soak"))
		.map(Duration::parse);

	/** A short run still loads classes and compiles them. */
	private static final double SHARE = TIME.isPresent() ? 0.03 : 0.15;

	@TempDir
	private Path temporary;

	@Test
	void memoryDoesNotGrow() throws Exception {
		// the whole heap is resident from the start, so that only other memory can grow
		try (Service service = new Service(this.temporary, "-Xms512m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=4",
				"--logging.level.root=error", "--logging.level.io.heatlens.web.StartupMessage=info")) {
			Client client = service.ready();
			MixedLoad load = new MixedLoad(client, client.port());
			Growth growth = new Growth();
			for (int round = 0; round < ROUNDS; round++) {
				load.run(TIME.orElse(Duration.ofSeconds(15)).dividedBy(ROUNDS), round);
				growth.look(client);
			}
			logger.info("{} after {}", growth, load.answers());
			assertThat(load.answers()).containsKey(200).doesNotContainKey(500);
			growth.assertNone(SHARE);
		}
	}

}
