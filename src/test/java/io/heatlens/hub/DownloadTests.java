package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

import io.heatlens.Await;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Downloads with faults of the network, the server and the disk.
 */
class DownloadTests {

	/**
	 * A range that begins anywhere: data on its way may be lost when the connection
	 * breaks.
	 */
	private static final String SOME_WAY = "bytes=[1-9]\\d{4,5}-";

	private static final String WEIGHTS = "model.safetensors";

	@AutoClose
	private final HubServer server = new HubServer().with(Golden.MODELS.resolve("hf-vit"));

	private final byte[] weights = Objects.requireNonNull(this.server.files.get(WEIGHTS));

	@TempDir
	private Path store;

	private Fetches fetches() {
		return new Fetches(this.store, this.server);
	}

	private void fetch() {
		fetches().fetch("vit", "hf://acme/vit");
	}

	private void assertArrived() {
		assertThat(this.store.resolve("vit").resolve(WEIGHTS)).hasBinaryContent(this.weights);
	}

	private void assertFails(String... reasons) {
		assertThatExceptionOfType(SourceException.class).isThrownBy(this::fetch)
			.withMessageStartingWith("Model \"vit\" cannot be fetched from hf://acme/vit@main: ")
			.withMessageContainingAll(reasons)
			.withMessageNotContainingAny("\n", "signature");
		assertThat(this.store.resolve("vit")).doesNotExist();
	}

	@Test
	void brokenDownloadContinuesWhereItBroke() {
		this.server.fail(WEIGHTS, Fault.cutAfter(100_000), Fault.cutAfter(50_000));
		fetch();
		assertArrived();
		assertThat(this.server.downloads(WEIGHTS)).extracting(RecordedRequest::range)
			.satisfiesExactly((range) -> assertThat(range).isNull(), (range) -> assertThat(range).matches(SOME_WAY),
					(range) -> assertThat(range).matches(SOME_WAY));
	}

	@Test
	void downloadThatMakesProgressIsRetriedWithoutLimit() {
		this.server.fail(WEIGHTS,
				Collections.nCopies(3 * Fetches.RETRIES, Fault.cutAfter(10_000)).toArray(Fault[]::new));
		fetch();
		assertArrived();
	}

	@Test
	void nextStartContinuesThePartOfTheLast() {
		this.server.fail(WEIGHTS, Fault.cutAfter(100_000));
		this.server.fail(WEIGHTS, Collections.nCopies(Fetches.RETRIES, Fault.cutAfter(0)).toArray(Fault[]::new));
		assertFails("model.safetensors broke off after 0.1 MB");
		int before = this.server.downloads(WEIGHTS).size();
		fetch();
		assertArrived();
		assertThat(this.server.downloads(WEIGHTS).get(before).range()).matches(SOME_WAY);
	}

	@Test
	void serverWithoutRangesSendsTheWholeFileAgain() {
		this.server.fail(WEIGHTS, Fault.cutAfter(100_000), Fault.ignoreRange());
		fetch();
		assertArrived();
	}

	@Test
	void answerWithAnotherRangeIsNotUsed() {
		this.server.fail(WEIGHTS, Fault.cutAfter(100_000), (exchange, content) -> {
			exchange.getRequestHeaders().set("Range", "bytes=50000-");
			Ranges.send(exchange, content, content.length);
		});
		fetch();
		assertArrived();
		assertThat(this.server.downloads(WEIGHTS)).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource({ "/acme/vit/resolve/main/model.safetensors, redirects in circles",
			"ftp://host/model.safetensors, redirects to an address that is not valid",
			"'http://a b', redirects to an address that is not valid" })
	void badRedirectIsNamed(String location, String reason) {
		this.server.headers.put("Location", location);
		assertFails(reason);
	}

	@Test
	void stalledDownloadIsContinued() {
		CountDownLatch end = new CountDownLatch(1);
		this.server.fail(WEIGHTS, Fault.stallAfter(100_000, end));
		fetches().readTimeout(Duration.ofMillis(300)).fetch("vit", "hf://acme/vit");
		end.countDown();
		assertArrived();
		assertThat(this.server.downloads(WEIGHTS)).extracting(RecordedRequest::range)
			.containsExactly(null, "bytes=100000-");
	}

	@Test
	void requestWithoutAnAnswerIsRetried() {
		CountDownLatch end = new CountDownLatch(1);
		this.server.fail(WEIGHTS, (exchange, content) -> Await.open(end));
		fetches().readTimeout(Duration.ofMillis(300)).fetch("vit", "hf://acme/vit");
		end.countDown();
		assertArrived();
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 429, 500, 502, 503, 504 })
	void requestToABusyServerIsRetried(int status) {
		this.server.fail(WEIGHTS, Fault.status(status), Fault.status(status));
		fetch();
		assertArrived();
	}

	@Test
	void retriesWithoutProgressAreLimited() {
		this.server.fail(WEIGHTS, Collections.nCopies(100, Fault.status(503)).toArray(Fault[]::new));
		assertFails("http://127.0.0.1", "answered 503");
		assertThat(this.server.downloads(WEIGHTS)).hasSize(1 + Fetches.RETRIES);
	}

	@Test
	@Tag("slow")
	void retryWaitsForTheTimeOfRetryAfter() {
		this.server.fail(WEIGHTS, Fault.status(429, "Retry-After", "1"));
		long start = System.nanoTime();
		fetch();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void longRetryAfterFailsAtOnce() {
		String later = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
		this.server.fail(WEIGHTS, Fault.status(429, "Retry-After", later));
		assertFails("answered 429. The next attempt would have to wait for 35");
	}

	@Test
	void otherStatusIsNotRetried() {
		this.server.fail(WEIGHTS, Fault.status(410));
		assertFails("answered 410 for /model.safetensors");
		assertThat(this.server.downloads(WEIGHTS)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { WEIGHTS, "config.json", "preprocessor_config.json" })
	void damagedFileIsDeletedAndRefused(String file) {
		this.server.fail(file, Fault.damage());
		assertFails(file + " was deleted, because its digest is not " + (file.equals(WEIGHTS) ? "sha256:" : "git:"));
		assertThat(this.store.resolve(".vit.incoming")).isDirectoryNotContaining("glob:**" + file + "*");
		fetch();
		assertArrived();
	}

	@Test
	void fileThatIsTooLongIsRefused() {
		this.server.headers.put("X-Linked-Size", Integer.toString(this.weights.length - 1));
		assertFails("model.safetensors is longer than the %d bytes".formatted(this.weights.length - 1));
	}

	@Test
	void unreachableHubIsNamed() {
		this.server.close();
		assertFails(this.server.endpoint() + " cannot be reached", "HTTPS_PROXY", "HF_ENDPOINT");
	}

	@Test
	void unknownHostIsNamed() {
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> fetches().with("HF_ENDPOINT", "http://hub.invalid").fetch("vit", "hf://acme/vit"))
			.withMessageContaining("http://hub.invalid cannot be reached (unknown host)");
	}

	@Test
	void diskThatIsTooSmallIsNamedBeforeTheDownload() {
		this.server.headers.put("X-Linked-Size", "4000000000000000");
		assertFails("4000000000.0 MB more are needed, but the disk of " + this.store + " has only ");
		assertThat(this.server.downloads(WEIGHTS)).isEmpty();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void fullDiskIsNotRetried() throws IOException {
		String digest = HubServer.hash("SHA-256", this.weights);
		Path incoming = Files.createDirectories(this.store.resolve(".vit.incoming"));
		Files.createSymbolicLink(incoming.resolve(WEIGHTS + "." + digest + ".part"), Path.of("/dev/full"));
		assertFails(this.store + " cannot be read or written (No space left on device)");
		assertThat(this.server.downloads(WEIGHTS)).hasSize(1);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	@Tag("slow")
	void progressIsLoggedEverySecond(CapturedOutput output) {
		CountDownLatch end = new CountDownLatch(1);
		this.server.fail(WEIGHTS, Fault.stallAfter(100_000, end), Fault.cutAfter(0));
		fetches().readTimeout(Duration.ofMillis(1500)).fetch("vit", "hf://acme/vit");
		end.countDown();
		assertThat(output).containsPattern("Model \"vit\": 0.1 MB of 0.2 MB, 0\\.\\d MB/s, \\d s left")
			.containsPattern("model.safetensors broke off after 0.1 MB: no data arrived for");
	}

}
