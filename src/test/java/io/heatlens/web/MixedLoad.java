package io.heatlens.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.heatlens.image.HostileFile;

/**
 * Clients that send good and bad requests of many kinds.
 */
final class MixedLoad {

	private static final int CLIENTS = 4;

	private static final int SMALL = 100_000;

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	private final Map<Integer, Integer> answers = new ConcurrentSkipListMap<>();

	private final List<HostileFile> hostile = HostileFile.all()
		.stream()
		.filter((file) -> file.bytes().length < SMALL && !file.name().contains("49mp"))
		.toList();

	private final Client client;

	private final int port;

	private final byte[] image;

	MixedLoad(Client client, int port) throws IOException {
		this.client = client;
		this.port = port;
		this.image = Files.readAllBytes(IMAGE);
	}

	/**
	 * Sends requests for a while, and waits for the last answers.
	 * @param time the duration
	 * @param seed the seed that chooses the requests
	 * @throws Exception if a client fails
	 */
	void run(Duration time, int seed) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			long end = System.nanoTime() + time.toNanos();
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				Random random = new Random(CLIENTS * seed + i);
				running.add(clients.submit(() -> {
					while (System.nanoTime() < end) {
						this.answers.merge(ask(random), 1, Integer::sum);
					}
					return null;
				}));
			}
			for (Future<?> one : running) {
				one.get();
			}
		}
		finally {
			clients.shutdown();
		}
	}

	private int ask(Random random) throws IOException {
		return switch (random.nextInt(14)) {
			case 0, 1, 2 -> this.client.image("/v1/explanations", IMAGE).statusCode();
			case 3 -> this.client.image("/v1/explanations?colormap=viridis", IMAGE, "image/png").statusCode();
			case 4 -> this.client.image("/v1/predictions", IMAGE).statusCode();
			case 5 ->
				this.client.image("/v1/explanations?method=legrad&method=attention-rollout&top=3", IMAGE).statusCode();
			case 6 -> this.client.image("/v1/explanations?method=rise&samples=40", IMAGE).statusCode();
			case 7 -> this.client.multipart("/v1/explanations", List.of(IMAGE, IMAGE), "top", "2").statusCode();
			case 8 ->
				this.client.bytes("/v1/explanations", this.hostile.get(random.nextInt(this.hostile.size())).bytes())
					.statusCode();
			case 9 -> this.client.image("/v1/explanations?layer=blocks[77]", IMAGE).statusCode();
			case 10 -> this.client.within("0.004", "/v1/explanations", IMAGE).statusCode();
			case 11 ->
				this.client.bytes("/v1/models/fashion-scenes:explain", kserve(), "Content-Type", "application/json")
					.statusCode();
			case 12 -> this.client.get("/v1/" + random.nextInt()).statusCode();
			default -> leave(random);
		};
	}

	private byte[] kserve() {
		return "{\"instances\": [{\"image\": {\"b64\": \"%s\"}}]}"
			.formatted(Base64.getEncoder().encodeToString(this.image))
			.getBytes(StandardCharsets.UTF_8);
	}

	// Closes the connection in the middle of the body or before the answer.
	private int leave(Random random) throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send(
					"POST /v1/explanations HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n"
						.formatted(this.image.length + random.nextInt(2)));
			wire.send(this.image);
		}
		return 0;
	}

	/**
	 * Counts the answers.
	 * @return the number of answers by status; 0 stands for closed connections
	 */
	Map<Integer, Integer> answers() {
		return this.answers;
	}

}
