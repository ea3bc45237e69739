package io.heatlens.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Clients that send the same image again and again, each as soon as it has its answer.
 *
 * @param seconds that it took
 * @param millis of each answer, sorted
 * @param errors how many of them were none
 * @param resident the most that the service held of the machine's memory, in megabytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Load(double seconds, double[] millis, int errors, long resident) {

	/**
	 * Puts a service under load.
	 * @param server that runs
	 * @param request what every client sends
	 * @param clients how many there are
	 * @param time how long they go on
	 * @return what they saw
	 */
	static Load of(Server server, HttpRequest request, int clients, Duration time)
			throws IOException, InterruptedException, ExecutionException {
		long start = System.nanoTime();
		long end = start + time.toNanos();
		HttpClient http = HttpClient.newHttpClient();
		ExecutorService threads = Executors.newFixedThreadPool(clients);
		List<Future<List<Double>>> running = new ArrayList<>();
		for (int client = 0; client < clients; client++) {
			running.add(threads.submit(() -> ask(http, request, end)));
		}
		long resident = 0;
		while (System.nanoTime() < end) {
			TimeUnit.MILLISECONDS.sleep(500);
			resident = Math.max(resident, server.resident());
		}
		List<Double> answers = new ArrayList<>();
		for (Future<List<Double>> client : running) {
			answers.addAll(client.get());
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		threads.shutdown();
		double[] millis = answers.stream().mapToDouble(Math::abs).sorted().toArray();
		int errors = (int) answers.stream().filter((answer) -> answer < 0).count();
		return new Load(seconds, millis, errors, resident);
	}

	// a negative time is that of an answer other than 200
	private static List<Double> ask(HttpClient http, HttpRequest request, long end)
			throws IOException, InterruptedException {
		List<Double> millis = new ArrayList<>();
		do {
			long start = System.nanoTime();
			int status = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
			double time = (System.nanoTime() - start) / 1e6;
			millis.add((status == 200) ? time : -time);
		}
		while (System.nanoTime() < end);
		return millis;
	}

	double throughput() {
		return (this.millis.length - this.errors) / this.seconds;
	}

	double percentile(int share) {
		return this.millis[(this.millis.length - 1) * share / 100];
	}

}
