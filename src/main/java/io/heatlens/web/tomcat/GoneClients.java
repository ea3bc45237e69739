package io.heatlens.web.tomcat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Interrupts waiting requests whose clients have closed their connections, so that their
 * tickets are free for other requests. The list of connections is not read until a
 * request has been waiting for some time, since each reading takes milliseconds.
 */
@Component
class GoneClients implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(GoneClients.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final Set<OpenRequest> requests = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "gone-clients");
		thread.setDaemon(true);
		return thread;
	});

	// The method check() catches its own exceptions, so the future need not be watched.
	@SuppressWarnings("FutureReturnValueIgnored")
	GoneClients() {
		if (Connections.known()) {
			this.clock.scheduleWithFixedDelay(this::check, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void check() {
		try {
			if (this.requests.stream().anyMatch((request) -> request.lasts(PAUSE))) {
				Connections connections = Connections.now();
				this.requests.forEach((request) -> request.look(connections));
			}
		}
		catch (IOException | RuntimeException ex) {
			// The next check tries again.
			logger.debug("The list of connections cannot be read", ex);
		}
	}

	/**
	 * Starts to watch the client of a request, which the calling thread handles.
	 * @param connection the connection of the request
	 * @return the watched request, which the same thread closes after the answer
	 */
	OpenRequest watch(Connections.Connection connection) {
		OpenRequest request = new OpenRequest(connection, this.requests);
		this.requests.add(request);
		return request;
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
