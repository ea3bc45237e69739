package io.heatlens.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A hub with one repository, and the other host that holds its large files.
 */
public final class HubServer implements AutoCloseable {

	/** The repository's name. */
	public static final String REPOSITORY = "acme/vit";

	/** The commit of its branch main. */
	public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer hub = start(InetAddress.getLoopbackAddress(), this::answerAsHub);

	private final HttpServer storage = start(InetAddress.getLoopbackAddress(), this::answerAsStorage);

	/** The requests in their order. */
	final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

	/** The repository's files at {@link #COMMIT}; others may be added. */
	final Map<String, byte[]> files = new ConcurrentHashMap<>();

	/** Headers that replace those of the hub; an empty one is left out. */
	final Map<String, String> headers = new ConcurrentHashMap<>();

	/** The token that is needed, or null. */
	@Nullable String token;

	private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();

	private HttpServer start(InetAddress address, HttpHandler handler) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
			server.createContext("/", (exchange) -> {
				try (exchange) {
					this.requests.add(RecordedRequest.of(exchange, server == this.storage));
					handler.handle(exchange);
				}
			});
			server.setExecutor(this.threads);
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fills the repository.
	 * @param folder with the files of a model
	 * @return this
	 */
	public HubServer with(Path folder) {
		for (String name : List.of("config.json", "preprocessor_config.json", "model.safetensors")) {
			if (Files.exists(folder.resolve(name))) {
				try {
					this.files.put(name, Files.readAllBytes(folder.resolve(name)));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}
		return this;
	}

	/**
	 * Lets the next downloads of a file fail.
	 * @param file of the repository
	 * @param next what happens to the next, and those after it
	 */
	void fail(String file, Fault... next) {
		this.faults.computeIfAbsent(file, (name) -> new ArrayDeque<>()).addAll(List.of(next));
	}

	/**
	 * The value for {@code HF_ENDPOINT}.
	 * @return an address without a slash at the end
	 */
	public String endpoint() {
		return "http://localhost:" + this.hub.getAddress().getPort();
	}

	/**
	 * Counts the requests to both hosts.
	 * @return how many requests
	 */
	public int requests() {
		return this.requests.size();
	}

	private void answerAsHub(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getRawPath();
		String[] parts = path.replaceFirst("^/api/resolve-cache/models", "").substring(1).split("/", -1);
		String authorization = exchange.getRequestHeaders().getFirst("Authorization");
		if (this.token != null && !("Bearer " + this.token).equals(authorization)) {
			Fault.status(401, "X-Error-Code", "GatedRepo").answer(exchange, new byte[0]);
		}
		else if (path.startsWith("/acme/renamed/")) {
			Fault.status(307, "Location", path.replace("renamed", "vit")).answer(exchange, new byte[0]);
		}
		else if (!path.contains("/acme/vit/")) {
			Fault.status(404, "X-Error-Code", "RepoNotFound").answer(exchange, new byte[0]);
		}
		else if (!List.of("main", COMMIT, "refs%2Fpr%2F1").contains(parts[3])) {
			Fault.status(404, "X-Error-Code", "RevisionNotFound").answer(exchange, new byte[0]);
		}
		else if (!this.files.containsKey(parts[4])) {
			Fault.status(404, "X-Error-Code", "EntryNotFound", "X-Repo-Commit", COMMIT).answer(exchange, new byte[0]);
		}
		else {
			answer(exchange, path, parts[4], this.files.get(parts[4]));
		}
	}

	private void answer(HttpExchange exchange, String path, String file, byte[] content) throws IOException {
		set(exchange, "X-Repo-Commit", COMMIT);
		if (file.endsWith(".safetensors")) {
			set(exchange, "X-Linked-Size", Integer.toString(content.length));
			set(exchange, "X-Linked-Etag", '"' + hash("SHA-256", content) + '"');
			set(exchange, "Location",
					"http://127.0.0.1:%d/%s?signature=a%%2Fb".formatted(this.storage.getAddress().getPort(), file));
			exchange.sendResponseHeaders(302, -1);
		}
		else if (file.equals("config.json") && !path.startsWith("/api/")) {
			set(exchange, "Location", "/api/resolve-cache/models" + path);
			exchange.sendResponseHeaders(307, -1);
		}
		else {
			byte[] header = ("blob " + content.length + '\0').getBytes(StandardCharsets.US_ASCII);
			set(exchange, "ETag", "W/\"" + hash("SHA-1", header, content) + '"');
			send(exchange, file, content);
		}
	}

	private void set(HttpExchange exchange, String name, String value) {
		String sent = this.headers.getOrDefault(name, value);
		if (!sent.isEmpty()) {
			exchange.getResponseHeaders().set(name, sent);
		}
	}

	private void answerAsStorage(HttpExchange exchange) throws IOException {
		String file = exchange.getRequestURI().getPath().substring(1);
		byte[] content = this.files.get(file);
		if (content == null) {
			exchange.sendResponseHeaders(404, -1);
			return;
		}
		exchange.getResponseHeaders().set("ETag", "\"1234567890abcdef\"");
		send(exchange, file, content);
	}

	private void send(HttpExchange exchange, String file, byte[] content) throws IOException {
		if (exchange.getRequestMethod().equals("HEAD")) {
			exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
			exchange.sendResponseHeaders(200, -1);
			return;
		}
		Queue<Fault> waiting = this.faults.getOrDefault(file, new ArrayDeque<>());
		Fault fault = waiting.poll();
		if (fault != null) {
			fault.answer(exchange, content);
		}
		else {
			Ranges.send(exchange, content, content.length);
		}
	}

	static String hash(String algorithm, byte[]... parts) {
		try {
			MessageDigest digest = MessageDigest.getInstance(algorithm);
			for (byte[] part : parts) {
				digest.update(part);
			}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Serves the large files.
	 * @param file as it is called there
	 * @return its address
	 */
	String storage(String file) {
		return "http://127.0.0.1:%d/%s".formatted(this.storage.getAddress().getPort(), file);
	}

	List<RecordedRequest> downloads(String file) {
		return this.requests.stream()
			.filter((request) -> request.method().equals("GET") && request.path().endsWith("/" + file)
					&& (request.storage() || !file.endsWith(".safetensors")))
			.toList();
	}

	@Override
	public void close() {
		this.hub.stop(0);
		this.storage.stop(0);
		this.threads.shutdownNow();
	}

}
