package io.heatlens.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever was let in before the service is told to end gets an answer.
 */
class ShutdownTests {

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	private static final int REQUESTS = 12;

	@TempDir
	private Path temporary;

	@Test
	void acceptedRequestsAreAnsweredAndNoOthersAreTaken() throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(REQUESTS);
		try (Service service = new Service(this.temporary)) {
			Client client = service.ready();
			assertThat(client.get("/readyz").statusCode()).isEqualTo(200);
			List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
			for (int i = 0; i < REQUESTS; i++) {
				answers.add(clients.submit(() -> client.image("/v1/explanations?method=rise&samples=50", IMAGE)));
			}
			while (Scrape.of(client).value("heatlens_queue_size") < REQUESTS - 2) {
				assertThat(answers).as("the load is to last until all are inside").noneMatch(Future::isDone);
			}
			service.process().destroy();
			while (ready(client)) {
				Thread.onSpinWait();
			}
			assertThat(answers).as("requests that were inside when it was not ready any more")
				.anyMatch((answer) -> !answer.isDone());
			for (Future<HttpResponse<byte[]>> answer : answers) {
				client.json(answer.get());
			}
			assertThat(service.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
			assertThat(service.process().exitValue()).as("ended by SIGTERM").isEqualTo(143);
		}
		finally {
			clients.shutdownNow();
		}
	}

	private static boolean ready(Client client) {
		try {
			return client.get("/readyz").statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
