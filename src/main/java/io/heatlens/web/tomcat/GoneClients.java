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
 * Ends the waiting of requests whose clients have closed their connections, so that they
 * take nobody's place. Looks only while somebody has waited for a while, since each look
 * takes the system milliseconds.
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

	@SuppressWarnings("FutureReturnValueIgnored") // nothing that it throws is lost
	GoneClients() {
		if (Connections.known()) {
			this.clock.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void look() {
		try {
			if (this.requests.stream().anyMatch((request) -> request.lasts(PAUSE))) {
				Connections connections = Connections.now();
				this.requests.forEach((request) -> request.look(connections));
			}
		}
		catch (IOException | RuntimeException ex) {
			// and again after the pause
			logger.debug("The connections cannot be looked up", ex);
		}
	}

	/**
	 * Watches over a request.
	 * @param connection that it came by
	 * @return to be closed by the same thread when it has been answered
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
