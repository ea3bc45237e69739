package io.heatlens.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import io.heatlens.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Engines of one and of two threads, with a queue of two requests.
 */
@Timeout(60)
class EngineTests {

	private static final Deadline LATER = Deadline.in(Duration.ofMinutes(10));

	private final Engine engine = engine(1);

	private final Engine pair = engine(2);

	private final CountDownLatch end = new CountDownLatch(1);

	private static Engine engine(int workers) {
		return new Engine(new EngineProperties(8, Duration.ZERO, 2, workers, Precision.FLOAT32), new SilentListener());
	}

	@AfterEach
	void close() {
		this.end.countDown();
		this.engine.close();
		this.pair.close();
	}

	@Test
	void enterAdmitsTheQueueAndOneRequestPerThread() {
		try (EngineTicket running = this.engine.enter(LATER);
				EngineTicket first = this.engine.enter(LATER);
				EngineTicket second = this.engine.enter(LATER)) {
			assertThat(this.engine.waiting()).isEqualTo(2).isEqualTo(this.engine.capacity());
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> this.engine.enter(LATER));
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(this.engine::checkRoom);
			assertThat(running.run(() -> 7)).isEqualTo(first.run(() -> 7)).isEqualTo(second.run(() -> 7));
		}
		assertThat(this.engine.waiting()).isZero();
		this.engine.checkRoom();
	}

	@Test
	void ticketThatIsClosedTwiceIsReleasedOnce() {
		EngineTicket ticket = this.engine.enter(LATER);
		try (EngineTicket other = this.engine.enter(LATER); EngineTicket third = this.engine.enter(LATER)) {
			ticket.close();
			ticket.close();
			assertThat(this.engine.waiting()).isEqualTo(1);
			assertThat(other.run(() -> 7)).isEqualTo(third.run(() -> 7));
		}
		assertThat(this.engine.waiting()).isZero();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void threadsOfOpenMpSpinBriefly() {
		this.engine.run(() -> "libtorch is loaded");
		Function getenv = NativeLibrary.getProcess().getFunction("getenv");
		assertThat(getenv.invokeString(new Object[] { "GOMP_SPINCOUNT" }, false)).isEqualTo("5000");
	}

	@Test
	void replacementOfALostThreadHasGradientsOffAndAllProcessors() {
		Thread first = this.engine.run(Thread::currentThread);
		this.engine.threads().execute(() -> {
			throw new IllegalStateException("planted");
		});
		assertThat(this.engine.run(Thread::currentThread)).isNotSameAs(first);
		assertThat(this.engine.run(JniUtils::isGradMode)).isFalse();
		assertThat(this.engine.run(JniUtils::getNumThreads)).isEqualTo(Runtime.getRuntime().availableProcessors());
	}

	@Test
	void taskThatDoesNotEndStallsTheEngine() {
		this.engine.threads().execute(this::await);
		Duration before = this.engine.stalled();
		awaitStall(this.engine);
		assertThat(this.engine.stalled()).isGreaterThan(before);
	}

	@Test
	void taskThatDoesNotEndStallsTheEngineThoughTheOtherThreadGoesOn() {
		assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
		this.pair.threads().execute(this::await);
		awaitStall(this.pair);
		Duration before = this.pair.stalled();
		assertThat(this.pair.run(() -> "goes on")).isNotNull();
		assertThat(this.pair.stalled()).isGreaterThan(before);
	}

	@Test
	void passesShareTheProcessors() throws Exception {
		int processors = Runtime.getRuntime().availableProcessors();
		assumeThat(processors).isGreaterThan(1);
		assertThat(this.pair.run(JniUtils::getNumThreads)).isEqualTo(processors);
		CountDownLatch running = new CountDownLatch(1);
		List<Integer> kept = Collections.synchronizedList(new ArrayList<>());
		Future<?> first = this.pair.submit(() -> {
			kept.add(JniUtils.getNumThreads());
			running.countDown();
			await();
			return kept.add(JniUtils.getNumThreads());
		});
		Await.open(running);
		assertThat(this.pair.run(JniUtils::getNumThreads)).isEqualTo(processors / 2);
		this.end.countDown();
		first.get();
		assertThat(kept).as("of the pass that began alone").containsExactly(processors, processors);
	}

	@Test
	void taskThatIsNoPassHoldsNoProcessors() {
		assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
		CountDownLatch running = new CountDownLatch(1);
		try (EngineTicket ticket = this.pair.enter(LATER)) {
			ticket.execute(() -> {
				running.countDown();
				await();
			});
			Await.open(running);
			assertThat(this.pair.run(JniUtils::getNumThreads)).isEqualTo(Runtime.getRuntime().availableProcessors());
		}
	}

	@Test
	void enterAdmitsMoreRequestsWithMoreThreads() {
		assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
		try (EngineTicket first = this.pair.enter(LATER);
				EngineTicket second = this.pair.enter(LATER);
				EngineTicket third = this.pair.enter(LATER)) {
			assertThat(this.pair.waiting()).isEqualTo(1);
			assertThat(first.run(() -> 7)).isEqualTo(second.run(() -> 7)).isEqualTo(third.run(() -> 7));
			this.pair.checkRoom();
		}
	}

	@Test
	void cleanupOfARequestWaitsForItsLastTask() {
		assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
		List<String> done = Collections.synchronizedList(new ArrayList<>());
		CountDownLatch closed = new CountDownLatch(1);
		try (EngineTicket ticket = this.pair.enter(Deadline.in(Duration.ofMillis(20)))) {
			assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> ticket.run(() -> {
				await();
				return done.add("task");
			}));
			ticket.execute(() -> {
				done.add("close");
				closed.countDown();
			});
		}
		assertThat(this.pair.run(() -> List.copyOf(done))).as("while the task still runs").isEmpty();
		this.end.countDown();
		Await.open(closed);
		assertThat(done).containsExactly("task", "close");
	}

	private void await() {
		Await.open(this.end);
	}

	private static void awaitStall(Engine engine) {
		Await.until("the engine stalls", () -> engine.stalled().compareTo(Duration.ofMillis(20)) >= 0);
	}

}
