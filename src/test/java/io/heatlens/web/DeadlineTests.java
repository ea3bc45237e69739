package io.heatlens.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.heatlens.engine.Engine;
import io.heatlens.explain.cam.ScriptedMethod;
import io.heatlens.vit.ModelStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nobody waits longer than they want to, and nothing is computed for nobody.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "heatlens.engine.queue=1", "heatlens.engine.workers=1" })
@Import(ScriptedMethodConfiguration.class)
class DeadlineTests {

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	@LocalServerPort
	private int port;

	@Autowired
	private Engine engine;

	@Autowired
	private ModelStore models;

	@Autowired
	private ScriptedMethod method;

	private final CountDownLatch hold = new CountDownLatch(1);

	private final ExecutorService others = Executors.newCachedThreadPool();

	private Client client = new Client(0);

	@BeforeEach
	void connect() {
		this.client = new Client(this.port);
		this.method.script(() -> {
		});
	}

	@AfterEach
	void release() {
		this.hold.countDown();
		this.others.shutdown();
	}

	@Test
	void timeThatEndsInTheQueueIsAProblemInTime() throws Exception {
		Future<?> running = hold();
		long start = System.nanoTime();
		HttpResponse<byte[]> answer = this.client.within("0.3", "/v1/explanations", IMAGE);
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		this.client.assertProblem(answer, 504, "deadline-exceeded");
		assertThat(took).isBetween(Duration.ofMillis(300), Duration.ofMillis(1300));
		this.hold.countDown();
		running.get();
	}

	@Test
	void whatNobodyWaitsForIsDroppedFromTheQueue() throws Exception {
		Scrape before = Scrape.of(this.client);
		Future<?> running = hold();
		this.client.assertProblem(this.client.within("0.2", "/v1/explanations", IMAGE), 504, "deadline-exceeded");
		assertThat(this.engine.waiting()).as("its place is free again").isZero();
		this.hold.countDown();
		running.get();
		Scrape after = settled();
		assertThat(after.count("forward")).isEqualTo(before.count("forward"));
		assertThat(after.value("heatlens_rejections_total{reason=\"deadline\"}"))
			.isEqualTo(before.value("heatlens_rejections_total{reason=\"deadline\"}") + 1);
	}

	@Test
	void timeThatEndsBehindTheForwardPassEndsTheWork() throws Exception {
		int held = this.models.held();
		Scrape before = Scrape.of(this.client);
		this.method.script(() -> Blocking.until(this.hold));
		this.client.assertProblem(this.client.within("0.3", "/v1/explanations?method=scripted&method=grad-cam", IMAGE),
				504, "deadline-exceeded");
		this.hold.countDown();
		Scrape after = settled();
		assertThat(after.count("forward")).isEqualTo(before.count("forward") + 1);
		assertThat(after.count("backward")).isEqualTo(before.count("backward"));
		assertThat(this.models.held()).isEqualTo(held);
	}

	@Test
	void samplesThatNobodyWaitsForAreNotTaken() throws Exception {
		Scrape before = Scrape.of(this.client);
		HttpResponse<byte[]> answer = this.client.within("0.5",
				"/v1/explanations?method=occlusion&evaluate=saco&top=10", IMAGE);
		Scrape after = settled();
		assertThat(answer.statusCode()).isIn(200, 504);
		// without an end there would be thousands
		assertThat(after.value("heatlens_batch_size_sum") - before.value("heatlens_batch_size_sum")).isLessThan(1000);
	}

	@Test
	void moreTimeThanTheServiceGivesIsNotGiven() throws Exception {
		this.client.json(this.client.within("999999", "/v1/explanations", IMAGE));
		this.client.assertProblem(this.client.within("soon", "/v1/explanations", IMAGE), 400, "bad-parameter");
	}

	@Test
	void fullQueueIsSaidAtOnce() throws Exception {
		Future<?> running = hold();
		Future<?> waiting = this.others.submit(() -> this.engine.run(() -> "later"));
		while (this.engine.waiting() == 0) {
			Thread.onSpinWait();
		}
		long[] took = IntStream.range(0, 21).mapToLong((i) -> refused()).sorted().toArray();
		assertThat(Duration.ofNanos(took[10])).as("the median").isLessThan(Duration.ofMillis(50));
		this.hold.countDown();
		running.get();
		waiting.get();
		this.client.json(this.client.image("/v1/explanations", IMAGE));
	}

	private long refused() {
		try {
			long start = System.nanoTime();
			HttpResponse<byte[]> answer = this.client.image("/v1/explanations", IMAGE);
			long took = System.nanoTime() - start;
			this.client.assertProblem(answer, 503, "overloaded");
			assertThat(answer.headers().firstValue("Retry-After")).contains("1");
			return took;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Future<?> hold() throws InterruptedException {
		CountDownLatch running = new CountDownLatch(1);
		Future<?> task = this.others.submit(() -> this.engine.run(() -> {
			running.countDown();
			return Blocking.until(this.hold);
		}));
		running.await();
		return task;
	}

	private Scrape settled() throws IOException {
		this.engine.run(() -> "behind what was given up");
		return Scrape.of(this.client);
	}

}
