package io.heatlens.vit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One thread, a bounded queue, and a thread that can be lost.
 */
class EngineTests {

	private static final Deadline LATER = Deadline.in(Duration.ofMinutes(10));

	private final Engine engine = new Engine(new EngineProperties(8, Duration.ZERO, 2, Precision.FLOAT32),
			new Silence());

	@AfterEach
	void close() {
		this.engine.close();
	}

	@Test
	void asManyEnterAsMayWaitAndOne() {
		try (Place running = this.engine.enter(LATER);
				Place first = this.engine.enter(LATER);
				Place second = this.engine.enter(LATER)) {
			assertThat(this.engine.waiting()).isEqualTo(2).isEqualTo(this.engine.capacity());
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> this.engine.enter(LATER));
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(this.engine::checkRoom);
			assertThat(running.run(() -> 7)).isEqualTo(first.run(() -> 7)).isEqualTo(second.run(() -> 7));
		}
		assertThat(this.engine.waiting()).isZero();
		this.engine.checkRoom();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void threadsOfATeamSpinBriefly() {
		this.engine.run(() -> "libtorch is loaded");
		Function getenv = NativeLibrary.getProcess().getFunction("getenv");
		assertThat(getenv.invokeString(new Object[] { "GOMP_SPINCOUNT" }, false)).isEqualTo("5000");
	}

	@Test
	void threadThatReplacesALostOneKeepsGradientsOffAndAllProcessors() {
		Thread first = this.engine.run(Thread::currentThread);
		this.engine.execute(() -> {
			throw new IllegalStateException("planted");
		});
		assertThat(this.engine.run(Thread::currentThread)).isNotSameAs(first);
		assertThat(this.engine.run(JniUtils::isGradMode)).isFalse();
		assertThat(this.engine.run(JniUtils::getNumThreads)).isEqualTo(Runtime.getRuntime().availableProcessors());
	}

	@Test
	void workThatDoesNotEndStalls() {
		CountDownLatch end = new CountDownLatch(1);
		this.engine.execute(() -> {
			try {
				end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		Duration before = this.engine.stalled();
		while (this.engine.stalled().compareTo(Duration.ofMillis(20)) < 0) {
			Thread.onSpinWait();
		}
		assertThat(this.engine.stalled()).isGreaterThan(before);
		end.countDown();
	}

}
