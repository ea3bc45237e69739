package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

import io.heatlens.engine.Engine;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What requests change in {@code /actuator/prometheus}, over real HTTP.
 */
@HttpTest(properties = { Golden.STORE, "heatlens.engine.max-batch=2", "heatlens.engine.queue=2",
		"heatlens.engine.workers=1" })
@Timeout(60)
class MetricsTests {

	private static final Path IMAGE = Golden.MODELS.resolve("hf-vit/image-0.png");

	private static final String EXPLAIN = "/v1/explanations?model=hf-vit";

	@Autowired
	private Engine engine;

	@Autowired
	private Client client;

	private Scrape before = new Scrape(Map.of());

	@BeforeEach
	void scrape() throws IOException {
		this.before = Scrape.of(this.client);
	}

	@Test
	void pictureCountsEachStageOnce() throws IOException {
		assertThat(this.client.image(EXPLAIN, IMAGE, "image/png").statusCode()).isEqualTo(200);
		Scrape after = Scrape.of(this.client);
		assertThat(List.of("decode", "queue", "forward", "backward", "render"))
			.allSatisfy((stage) -> assertThat(after.count(stage) - this.before.count(stage)).as(stage).isEqualTo(1));
	}

	@Test
	void timesOfTheStagesFitThatOfTheRequest() throws IOException {
		String timing = this.client.image(EXPLAIN, IMAGE, "image/png")
			.headers()
			.firstValue("Server-Timing")
			.orElseThrow();
		double model = Double.parseDouble(timing.replaceAll(".*model;dur=([\\d.]+).*", "$1")) / 1000;
		Scrape after = Scrape.of(this.client);
		double passes = seconds(after, "forward") + seconds(after, "backward");
		assertThat(passes).isPositive().isLessThan(model + 1e-4);
		assertThat(seconds(after, "decode")).isPositive();
		assertThat(seconds(after, "render")).isPositive();
	}

	private double seconds(Scrape after, String stage) {
		String name = "heatlens_stage_seconds_sum{stage=\"" + stage + "\"}";
		return after.value(name) - this.before.value(name);
	}

	@Test
	void predictionHasNoBackwardPass() throws IOException {
		this.client.json(this.client.image("/v1/predictions?model=hf-vit", IMAGE));
		Scrape after = Scrape.of(this.client);
		assertThat(after.count("forward") - this.before.count("forward")).isEqualTo(1);
		assertThat(after.count("backward")).isEqualTo(this.before.count("backward"));
	}

	@Test
	void targetsOfAnImageShareAForwardAndABackwardPassOfTheTail() throws IOException {
		this.client.json(this.client.image(EXPLAIN + "&target=1&target=2&target=3", IMAGE));
		Scrape after = Scrape.of(this.client);
		assertThat(after.count("forward") - this.before.count("forward")).isEqualTo(2);
		assertThat(after.count("backward") - this.before.count("backward")).isEqualTo(1);
	}

	@Test
	void batchesHaveTheSizesThatRan() throws IOException {
		this.client.json(this.client.multipart(EXPLAIN, List.of(IMAGE, IMAGE, IMAGE)));
		Scrape after = Scrape.of(this.client);
		assertThat(after.value("heatlens_batch_size_count") - this.before.value("heatlens_batch_size_count"))
			.isEqualTo(2);
		assertThat(after.value("heatlens_batch_size_sum") - this.before.value("heatlens_batch_size_sum")).isEqualTo(3);
	}

	@Test
	void uploadsAreCountedByFormat() throws IOException {
		this.client.json(this.client.image("/v1/predictions?model=hf-vit", IMAGE));
		Path text = Files.writeString(Files.createTempFile("text", ".png"), "not an image");
		this.client.image("/v1/predictions?model=hf-vit", text);
		Scrape after = Scrape.of(this.client);
		assertThat(grown(after, "heatlens_upload_bytes_sum{format=\"png\"}")).isEqualTo((double) Files.size(IMAGE));
		var picture = Golden.image("hf-vit", 0);
		assertThat(grown(after, "heatlens_upload_pixels_sum{format=\"png\"}"))
			.isEqualTo((double) picture.width() * picture.height());
		assertThat(grown(after, "heatlens_upload_bytes_sum{format=\"unread\"}")).isEqualTo(12);
	}

	private double grown(Scrape after, String name) {
		return after.value(name) - this.before.value(name);
	}

	@Test
	void queueSizeCountsTheRequestsThatWait() throws Exception {
		assertThat(this.before.value("heatlens_queue_capacity")).isEqualTo(2);
		assertThat(this.before.value("heatlens_queue_size")).isZero();
		try (BusyEngine busy = new BusyEngine(this.engine)) {
			busy.queue(1);
			assertThat(Scrape.of(this.client).value("heatlens_queue_size")).isEqualTo(1);
			busy.release();
		}
		assertThat(Scrape.of(this.client).value("heatlens_queue_size")).isZero();
	}

	@Test
	void rejectionsAreCountedByReason() throws Exception {
		try (BusyEngine busy = new BusyEngine(this.engine)) {
			busy.queue(2);
			this.client.assertProblem(this.client.image(EXPLAIN, IMAGE), 503, "overloaded");
			busy.release();
		}
		assertThat(grown(Scrape.of(this.client), "heatlens_rejections_total{reason=\"overloaded\"}")).isEqualTo(1);
	}

	@Test
	void numberOfArraysIsTheSameAfterRequests() throws IOException {
		double arrays = this.before.value("heatlens_native_arrays");
		assertThat(arrays).isGreaterThan(100);
		for (String method : List.of("grad-cam", "legrad", "rise&samples=16", "occlusion", "eigen-cam")) {
			this.client.json(this.client.image(EXPLAIN + "&method=" + method, IMAGE));
		}
		this.engine.run(() -> "after the end of the last request");
		assertThat(Scrape.of(this.client).value("heatlens_native_arrays")).isEqualTo(arrays);
	}

	@Test
	void residentMemoryIsThatOfTheSystem() throws IOException {
		assertThat(ResidentMemory.isKnown()).isEqualTo(Files.isReadable(Path.of("/proc/self/status")));
		if (ResidentMemory.isKnown()) {
			double pages = new Scanner(Files.readString(Path.of("/proc/self/statm"))).useDelimiter(" ")
				.skip("\\d+ ")
				.nextLong();
			assertThat(Scrape.of(this.client).value("heatlens_memory_resident_bytes")).isCloseTo(4096 * pages,
					within(0.05 * 4096 * pages));
		}
	}

	@Test
	void requestsAreTimedInBuckets() throws IOException {
		this.client.json(this.client.image(EXPLAIN, IMAGE));
		assertThat(Scrape.of(this.client).samples().keySet())
			.anyMatch((name) -> name.startsWith("http_server_requests_seconds_bucket")
					&& name.contains("uri=\"/v1/explanations\""));
	}

}
