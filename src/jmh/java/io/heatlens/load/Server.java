package io.heatlens.load;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.heatlens.HeatlensApplication;

/**
 * The service in a process of its own, with one model.
 */
final class Server implements AutoCloseable {

	private static final String RESIDENT = "heatlens_memory_resident_bytes ";

	private final HttpClient client = HttpClient.newHttpClient();

	private final Process process;

	private final String address;

	private Server(Process process, int port) {
		this.process = process;
		this.address = "http://localhost:" + port;
	}

	static Server start(Path model) throws IOException, InterruptedException {
		int port;
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		Server server = new Server(
				new ProcessBuilder("java", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						HeatlensApplication.class.getName(), "--heatlens.models.store=" + model,
						"--server.port=" + port, "--logging.level.root=warn", "--spring.main.banner-mode=off")
					.inheritIO()
					.start(),
				port);
		while (!server.isReady()) {
			if (!server.process.isAlive()) {
				throw new IllegalStateException("the service ended with " + server.process.exitValue());
			}
			TimeUnit.MILLISECONDS.sleep(100);
		}
		return server;
	}

	private boolean isReady() throws InterruptedException {
		try {
			return get("/readyz").statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	URI uri(String path) {
		return URI.create(this.address + path);
	}

	/**
	 * Asks what it holds of the machine's memory.
	 * @return megabytes
	 */
	long resident() throws IOException, InterruptedException {
		return get("/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith(RESIDENT))
			.mapToLong((line) -> (long) Double.parseDouble(line.substring(RESIDENT.length())) >> 20)
			.findFirst()
			.orElse(0);
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
