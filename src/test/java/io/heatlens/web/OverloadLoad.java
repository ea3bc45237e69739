package io.heatlens.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Asks for explanations as fast as they come, or at a rate that does not care.
 */
final class OverloadLoad {

	private static final int TICKS = 100;

	private final HttpClient http = HttpClient.newHttpClient();

	private final HttpRequest request;

	OverloadLoad(int port) throws IOException {
		this.request = HttpRequest.newBuilder(URI.create("http://localhost:%d/v1/explanations".formatted(port)))
			.header("Content-Type", "image/png")
			.POST(HttpRequest.BodyPublishers.ofFile(Path.of("src/main/resources/samples/shirt.png")))
			.build();
	}

	/**
	 * Measures how many a second are answered to a few clients, each of which waits for
	 * its answer.
	 * @param time to measure for
	 * @return answers a second
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
	 * Sends at a rate, whatever comes back.
	 * @param rate requests a second
	 * @param time to go on for
	 * @return every answer
	 * @throws InterruptedException if somebody ends it
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the clock ends with the flood
	List<Answer> flood(double rate, Duration time) throws InterruptedException {
		ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
		// knows its size
		BlockingQueue<CompletableFuture<Answer>> answers = new LinkedBlockingQueue<>();
		long start = System.nanoTime();
		clock.scheduleAtFixedRate(() -> {
			double due = rate * (System.nanoTime() - start) / 1e9;
			for (int burst = 0; answers.size() < due && burst < rate; burst++) {
				answers.add(send());
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
					Duration.ofNanos(System.nanoTime() - start)));
	}

	/**
	 * What came back.
	 *
	 * @param status 0 if nothing came
	 * @param time until then
	 */
	record Answer(int status, Duration time) {
	}

}
