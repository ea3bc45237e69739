package io.heatlens.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;

import org.springframework.core.env.Environment;

/**
 * Sends requests through the configured proxy. The user's token is sent to the hub and to
 * no other host.
 */
final class Http {

	private final HubSettings hub;

	private final Proxies proxies;

	private final FetchProperties properties;

	private final Retries retries;

	private final HttpClient client;

	Http(Environment environment, FetchProperties properties) {
		this.hub = HubSettings.of(environment);
		this.proxies = new Proxies(environment::getProperty);
		this.properties = properties;
		this.retries = new Retries(properties);
		this.client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(properties.connectTimeout())
			.proxy(this.proxies)
			.build();
	}

	HubSettings hub() {
		return this.hub;
	}

	/**
	 * Requests the headers of a file, and tries again if the server is busy or the
	 * connection fails.
	 * @param uri the address of the file
	 * @param enough whether a redirect carries all headers that are needed, so that it is
	 * not followed
	 * @return the response
	 * @throws SourceException if there is no response
	 */
	HttpResponse<Void> head(URI uri, Predicate<HttpResponse<Void>> enough) {
		return this.retries.run(() -> 0,
				() -> Redirects.follow(uri, enough,
						(next) -> send(request(next).method("HEAD", HttpRequest.BodyPublishers.noBody()),
								BodyHandlers.discarding())));
	}

	/**
	 * Reads a small text file, and tries again in the same cases as {@link #head}.
	 * @param uri the address of the file
	 * @return the content of the file
	 * @throws SourceException if the file cannot be read
	 */
	String text(URI uri) {
		return this.retries.run(() -> 0, () -> {
			HttpResponse<InputStream> response = get(uri, 0);
			try (InputStream body = response.body()) {
				if (response.statusCode() != 200) {
					throw refused(response);
				}
				return new String(body.readAllBytes(), StandardCharsets.UTF_8);
			}
		});
	}

	/**
	 * Starts to download a file, and follows redirects.
	 * @param uri the address of the file
	 * @param from the index of the first byte to download
	 * @return the response, whose body the caller closes
	 * @throws IOException if there is no response; another attempt may succeed
	 */
	HttpResponse<InputStream> get(URI uri, long from) throws IOException {
		return Redirects.follow(uri, (redirect) -> false, (next) -> {
			HttpRequest.Builder request = request(next).GET();
			if (from > 0) {
				request.header("Range", "bytes=%d-".formatted(from));
			}
			return send(request, BodyHandlers.ofInputStream());
		});
	}

	/**
	 * Creates the exception for a response with an unexpected status.
	 * @param response the response
	 * @return an exception that gives the reason in one line
	 */
	static SourceException refused(HttpResponse<?> response) {
		if (response.statusCode() == 407) {
			return new SourceException(
					"the proxy requires a user and password, as in HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT");
		}
		return new SourceException("%s answered %d for %s".formatted(origin(response.uri()), response.statusCode(),
				response.uri().getPath()));
	}

	private HttpRequest.Builder request(URI uri) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.timeout(this.properties.readTimeout())
			.header("User-Agent", "heatlens")
			// A compressed response would have another length, and its download could not
			// be resumed.
			.header("Accept-Encoding", "identity");
		if (origin(uri).equals(origin(this.hub.endpoint())) && this.hub.token() != null) {
			request.header("Authorization", "Bearer " + this.hub.token());
		}
		this.proxies.authorization(uri).ifPresent((value) -> request.header("Proxy-Authorization", value));
		return request;
	}

	private <T> HttpResponse<T> send(HttpRequest.Builder builder, BodyHandler<T> handler) throws IOException {
		HttpRequest request = builder.build();
		try {
			HttpResponse<T> response = this.client.send(request, handler);
			int status = response.statusCode();
			if (status == 408 || status == 429 || status >= 500) {
				if (response.body() instanceof InputStream body) {
					body.close();
				}
				throw new TransientException("%s answered %d".formatted(origin(request.uri()), status),
						RetryAfter.of(response.headers()));
			}
			return response;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SourceException("the fetch was interrupted", ex);
		}
		catch (ConnectException | HttpConnectTimeoutException ex) {
			throw new IOException(
					"%s cannot be reached (%s). If a proxy is needed, set HTTPS_PROXY; for a mirror of the hub, set HF_ENDPOINT"
						.formatted(origin(request.uri()), reason(ex)),
					ex);
		}
	}

	private static String reason(IOException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnresolvedAddressException) {
				return "unknown host";
			}
		}
		return (ex.getMessage() != null) ? ex.getMessage() : "no connection";
	}

	private static String origin(URI uri) {
		String port = (uri.getPort() >= 0) ? ":" + uri.getPort() : "";
		return "%s://%s%s".formatted(uri.getScheme(), uri.getHost(), port).toLowerCase(Locale.ROOT);
	}

}
