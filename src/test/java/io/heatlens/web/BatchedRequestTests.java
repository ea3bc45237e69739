package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients at the same time get what each gets alone, whatever shares a batch.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "heatlens.models.store=src/test/resources/golden/models")
class BatchedRequestTests {

	private static final Path PHOTO = Path.of("src/test/resources/golden/images/preprocess/chelsea.png");

	@LocalServerPort
	private int port;

	private Client client = new Client(0);

	@BeforeEach
	void connect() {
		this.client = new Client(this.port);
	}

	@Test
	void eightClientsGetWhatOneGets() throws Exception {
		String path = "/v1/explanations?model=timm-vit&target=4";
		double[] alone = raw(path);
		double largest = Arrays.stream(alone).map(Math::abs).max().orElseThrow();
		ExecutorService clients = Executors.newFixedThreadPool(8);
		try {
			Callable<double[]> call = () -> raw(path);
			for (Future<double[]> together : clients.invokeAll(Stream.generate(() -> call).limit(40).toList())) {
				// whatever it shared a batch with
				assertThat(together.get()).containsExactly(alone, Offset.offset(1e-5 * largest));
			}
		}
		finally {
			clients.shutdown();
		}
	}

	private double[] raw(String path) throws IOException {
		return this.client.json(this.client.image(path, PHOTO))
			.at("/results/0/explanations/0/heatmap/raw")
			.valueStream()
			.flatMap(JsonNode::valueStream)
			.mapToDouble(JsonNode::doubleValue)
			.toArray();
	}

}
