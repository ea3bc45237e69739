package io.heatlens.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.heatlens.Await;
import io.heatlens.engine.Engine;
import io.heatlens.explain.cam.ScriptedMethod;
import io.heatlens.vit.ModelStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request is answered by its deadline, and nothing is computed for it afterwards.
 */
@HttpTest(properties = { "heatlens.engine.queue=1", "heatlens.engine.workers=1" })
@Import(ScriptedMethodConfiguration.class)
@Timeout(60)
class DeadlineTests {

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	@Autowired
	private Engine engine;

	@Autowired
	private ModelStore models;

	@Autowired
	private ScriptedMethod method;

	@Autowired
	private Client client;

	@BeforeEach
	void clearTheScript() {
		this.method.script(() -> {
		});
	}

	@Test
	void deadlineInTheQueueIsAnsweredInTime() throws Exception {
		try (BusyEngine busy = new BusyEngine(this.engine)) {
			long start = System.nanoTime();
			HttpResponse<byte[]> answer = this.client.within("0.3", "/v1/explanations", IMAGE);
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			this.client.assertProblem(answer, 504, "deadline-exceeded");
			assertThat(took).isBetween(Duration.ofMillis(300), Duration.ofMillis(1300));
			busy.release();
		}
	}

	@Test
	void requestAfterItsDeadlineIsDroppedFromTheQueue() throws Exception {
		Scrape before = Scrape.of(this.client);
		try (BusyEngine busy = new BusyEngine(this.engine)) {
			this.client.assertProblem(this.client.within("0.2", "/v1/explanations", IMAGE), 504, "deadline-exceeded");
			assertThat(this.engine.waiting()).as("requests in the queue").isZero();
			busy.release();
		}
		Scrape after = settled();
		assertThat(after.count("forward")).isEqualTo(before.count("forward"));
		assertThat(after.value("heatlens_rejections_total{reason=\"deadline\"}"))
			.isEqualTo(before.value("heatlens_rejections_total{reason=\"deadline\"}") + 1);
	}

	@Test
	void deadlineAfterTheForwardPassSparesTheBackwardPass() throws Exception {
		int held = this.models.held();
		Scrape before = Scrape.of(this.client);
		CountDownLatch end = new CountDownLatch(1);
		this.method.script(() -> Await.open(end));
		this.client.assertProblem(this.client.within("0.3", "/v1/explanations?method=scripted&method=grad-cam", IMAGE),
				504, "deadline-exceeded");
		end.countDown();
		Scrape after = settled();
		assertThat(after.count("forward")).isEqualTo(before.count("forward") + 1);
		assertThat(after.count("backward")).isEqualTo(before.count("backward"));
		assertThat(this.models.held()).isEqualTo(held);
	}

	@Test
	void deadlineEndsASampledMethod() throws Exception {
		Scrape before = Scrape.of(this.client);
		HttpResponse<byte[]> answer = this.client.within("0.5",
				"/v1/explanations?method=occlusion&evaluate=saco&top=10", IMAGE);
		Scrape after = settled();
		assertThat(answer.statusCode()).isIn(200, 504);
		// without a deadline there would be thousands
		assertThat(after.value("heatlens_batch_size_sum") - before.value("heatlens_batch_size_sum")).isLessThan(1000);
	}

	@Test
	void requestTimeoutIsANumberOfSecondsAndMayBeLongerThanThatOfTheService() throws Exception {
		this.client.json(this.client.within("999999", "/v1/explanations", IMAGE));
		this.client.assertProblem(this.client.within("soon", "/v1/explanations", IMAGE), 400, "bad-parameter");
	}

	@Test
	void fullQueueIsRefusedAtOnce() throws Exception {
		try (BusyEngine busy = new BusyEngine(this.engine)) {
			busy.queue(1);
			long[] took = IntStream.range(0, 21).mapToLong((i) -> refused()).sorted().toArray();
			assertThat(Duration.ofNanos(took[10])).as("the median").isLessThan(Duration.ofMillis(50));
			busy.release();
		}
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

	private Scrape settled() throws IOException {
		this.engine.run(() -> "after the work that was given up");
		return Scrape.of(this.client);
	}

}
