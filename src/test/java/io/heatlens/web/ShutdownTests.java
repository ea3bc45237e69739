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

import io.heatlens.Await;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are admitted before the service is told to end are answered.
 */
@Tag("slow")
@Timeout(60)
class ShutdownTests {

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	private static final int REQUESTS = 12;

	@TempDir
	private Path temporary;

	@Test
	void admittedRequestsAreAnsweredAndNoFurtherOnesAdmitted() throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(REQUESTS);
		try (Service service = new Service(this.temporary)) {
			Client client = service.ready();
			assertThat(client.get("/readyz").statusCode()).isEqualTo(200);
			List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
			for (int i = 0; i < REQUESTS; i++) {
				answers.add(clients.submit(() -> client.image("/v1/explanations?method=rise&samples=50", IMAGE)));
			}
			Await.until("all requests are in the queue", () -> {
				assertThat(answers).as("answers before all requests are in the queue").noneMatch(Future::isDone);
				return Scrape.of(client).value("heatlens_queue_size") >= REQUESTS - 2;
			});
			service.process().destroy();
			Await.until("the service is not ready", () -> !ready(client));
			assertThat(answers).as("requests that are in the queue when the service is no longer ready")
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
