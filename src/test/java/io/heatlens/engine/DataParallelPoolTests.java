package io.heatlens.engine;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import ai.djl.pytorch.jni.JniUtils;
import io.heatlens.vit.Models;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The parts of a divided batch on the threads of the pool.
 */
@Timeout(60)
class DataParallelPoolTests {

	private final int processors = Runtime.getRuntime().availableProcessors();

	@AutoClose
	private final Models models = new Models();

	private final DataParallelPool pool = this.models.dataParallelPool();

	@Test
	void batchIsDividedOnlyIntoPartsOfOneSize() {
		DataParallelPool other = new DataParallelPool(this.processors);
		assertThat(parts(other, 2 * this.processors, this.processors)).isEqualTo(this.processors);
		assertThat(parts(other, 2 * this.processors + 1, this.processors)).isOne();
		assertThat(other.runsAlone()).isTrue();
	}

	@Test
	void batchIsNotDividedWhileOtherPassesHoldProcessors() {
		assertThat(parts(this.pool, 2 * this.processors, 1)).isOne();
	}

	private int parts(DataParallelPool pool, int batch, int share) {
		return this.models.run(() -> {
			Libtorch.useThreads(share);
			return pool.parts(batch);
		});
	}

	@Test
	void batchSmallerThanThePoolIsNotDivided() {
		assumeThat(this.processors).as("processors").isGreaterThan(1);
		DataParallelPool other = new DataParallelPool(this.processors - 1);
		assertThat(parts(other, this.processors, this.processors)).isOne();
		assertThat(other.runsAlone()).isFalse();
	}

	@Test
	void partsRunAtTheSameTime() {
		CountDownLatch all = new CountDownLatch(this.processors);
		List<Integer> parts = IntStream.range(0, this.processors).boxed().toList();
		assertThat(this.models.run(() -> this.pool.map(parts, (part) -> {
			all.countDown();
			return opens(all) ? part : -1;
		}))).isEqualTo(parts);
	}

	@Test
	void eachPartHasOneProcessorAndTheEngineThreadKeepsAll() {
		this.models.run(() -> {
			assertThat(this.pool.map(List.of(1, 2), (part) -> JniUtils.getNumThreads())).containsExactly(1, 1);
			assertThat(this.pool.map(List.of(1, 2), (part) -> JniUtils.isGradMode())).containsExactly(false, false);
			assertThat(JniUtils.getNumThreads()).isEqualTo(this.processors);
			return null;
		});
	}

	@Test
	void singlePartRunsOnTheCallingThread() {
		assertThat(this.models.run(() -> this.pool.map(List.of(1), (part) -> Thread.currentThread().getName())))
			.containsExactly("heatlens-engine");
	}

	@Test
	void failureOfAPartIsThrownAfterTheOtherPartsHaveEnded() {
		AtomicBoolean ended = new AtomicBoolean();
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> this.models.run(() -> this.pool.map(List.of(0, 1), (part) -> {
				int quotient = 1 / part;
				opens(new CountDownLatch(1), 50);
				ended.set(true);
				return quotient;
			})));
		assertThat(ended).isTrue();
	}

	private static boolean opens(CountDownLatch all) {
		return opens(all, 20_000);
	}

	private static boolean opens(CountDownLatch all, long millis) {
		try {
			return all.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

}
