package io.heatlens.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Requests explanations as fast as the answers come, or at a fixed rate.
 */
final class OverloadLoad {

	private static final int TICKS = 100;

	/**
	 * The largest number of requests at once. With more, this client is the one that does
	 * not keep up: the service closes connections on which it sends nothing.
	 */
	private static final int OPEN = 1000;

	private final HttpClient http = HttpClient.newHttpClient();

	private final HttpRequest request;

	OverloadLoad(int port) throws IOException {
		this.request = HttpRequest.newBuilder(URI.create("http://localhost:%d/v1/explanations".formatted(port)))
			.header("Content-Type", "image/png")
			.POST(HttpRequest.BodyPublishers
				.ofByteArray(Files.readAllBytes(Path.of("src/main/resources/samples/shirt.png"))))
			.build();
	}

	/**
	 * Measures the rate of answers to a few clients, each of which waits for its answer
	 * before it sends the next request.
	 * @param time the duration of the measurement
	 * @return answers per second
	 */
	double capacity(Duration time) {
		AtomicLong answered = new AtomicLong();
		long end = System.nanoTime() + time.toNanos();
		CompletableFuture.allOf(IntStream.range(0, 8).mapToObj((client) -> CompletableFuture.runAsync(() -> {
			while (System.nanoTime() < end) {
				if (send().join().status() == 200) {
					answered.incrementAndGet();
				}
			}
		}, (task) -> new Thread(task).start())).toArray(CompletableFuture[]::new)).join();
		return answered.get() / (time.toNanos() / 1e9);
	}

	/**
	 * Sends requests at a fixed rate, even if a thousand are not answered yet.
	 * @param rate the requests per second
	 * @param time the duration
	 * @return every answer
	 * @throws InterruptedException if the thread is interrupted
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the clock ends with the flood
	List<Answer> flood(double rate, Duration time) throws InterruptedException {
		ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
		// a queue that counts its elements without walking through them
		BlockingQueue<CompletableFuture<Answer>> answers = new LinkedBlockingQueue<>();
		AtomicInteger open = new AtomicInteger();
		long start = System.nanoTime();
		clock.scheduleAtFixedRate(() -> {
			// The clock may be late, but the flood has an end.
			double due = rate * Math.min(System.nanoTime() - start, time.toNanos()) / 1e9;
			while (answers.size() < due && open.get() < OPEN) {
				open.incrementAndGet();
				answers.add(send().whenComplete((answer, failure) -> open.decrementAndGet()));
			}
		}, 0, 1000 / TICKS, TimeUnit.MILLISECONDS);
		clock.schedule(clock::shutdownNow, time.toNanos(), TimeUnit.NANOSECONDS);
		clock.awaitTermination(time.toSeconds() + 60, TimeUnit.SECONDS);
		List<Answer> all = new ArrayList<>();
		answers.forEach((answer) -> all.add(answer.join()));
		return all;
	}

	private CompletableFuture<Answer> send() {
		long start = System.nanoTime();
		return this.http.sendAsync(this.request, HttpResponse.BodyHandlers.discarding())
			.handle((response, failure) -> new Answer((response != null) ? response.statusCode() : 0,
					Duration.ofNanos(System.nanoTime() - start), failure));
	}

	/**
	 * An answer.
	 *
	 * @param status the status, or 0 if there was no answer
	 * @param time the time from the request to the answer
	 * @param failure why there was no answer, or null if there was one
	 */
	record Answer(int status, Duration time, @Nullable Throwable failure) {

		// The client wraps what the system reports in exceptions of its own.
		String reason() {
			List<String> causes = new ArrayList<>();
			for (Throwable cause = this.failure; cause != null; cause = cause.getCause()) {
				causes.add(cause.toString());
			}
			return String.join(" <- ", causes);
		}
	}

}
