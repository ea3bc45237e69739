package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.heatlens.vit.checkpoint.Golden;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients at the same time get the answers that each gets alone, whatever requests share
 * a batch.
 */
@HttpTest(properties = Golden.STORE)
@Tag("slow")
class BatchedRequestTests {

	private static final Path PHOTO = Path.of("src/test/resources/golden/images/preprocess/chelsea.png");

	@Autowired
	private Client client;

	@Test
	void eightClientsGetTheAnswersOfOneClient() throws Exception {
		String path = "/v1/explanations?model=timm-vit&target=4";
		double[] alone = raw(path);
		double largest = Arrays.stream(alone).map(Math::abs).max().orElseThrow();
		ExecutorService clients = Executors.newFixedThreadPool(8);
		try {
			Callable<double[]> call = () -> raw(path);
			for (Future<double[]> together : clients.invokeAll(Stream.generate(() -> call).limit(40).toList())) {
				// whichever requests shared its batch
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
