package io.heatlens.vit;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Threads beside the engine's, and what they leave to it.
 */
class TeamTests {

	private final Models models = new Models();

	@AfterEach
	void close() {
		this.models.close();
	}

	@Test
	void partsRunAtTheSameTime() {
		CountDownLatch both = new CountDownLatch(2);
		assertThat(this.models.run(() -> this.models.team().map(List.of(1, 2), (part) -> {
			both.countDown();
			return meets(both) ? part : 0;
		}))).containsExactly(1, 2);
	}

	@Test
	void eachPartHasOneThreadAndTheEngineAllOfThem() {
		assertThat(this.models.run(() -> this.models.team()
			.map(Collections.nCopies(2, ""), (part) -> JniUtils.isGradMode() ? 0 : JniUtils.getNumThreads())))
			.containsExactly(1, 1);
		assertThat(this.models.run(JniUtils::getNumThreads)).isEqualTo(Runtime.getRuntime().availableProcessors());
	}

	@Test
	void onePartRunsOnTheThreadThatAsks() {
		assertThat(
				this.models.run(() -> this.models.team().map(List.of(1), (part) -> Thread.currentThread().getName())))
			.containsExactly("heatlens-engine");
	}

	@Test
	void failureOfAPartIsThatOfAll() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.models.run(() -> this.models.team().map(List.of(1, 0), (part) -> 1 / part)))
			.withCauseInstanceOf(ArithmeticException.class);
	}

	private static boolean meets(CountDownLatch both) {
		try {
			return both.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

}
