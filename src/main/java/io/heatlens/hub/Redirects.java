package io.heatlens.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Follows redirects with separate requests, so that each request carries only the
 * credentials that are meant for its host.
 */
final class Redirects {

	private static final int MAX_REDIRECTS = 10;

	private Redirects() {
	}

	/**
	 * Sends requests until a response is not a redirect.
	 * @param <T> the type of the bodies; a redirect's body is closed if it is a stream
	 * @param uri the first address
	 * @param enough whether a redirect carries all that is needed, so that it is not
	 * followed
	 * @param request sends a request to one address
	 * @return the last response
	 * @throws IOException if there is no response; another attempt may succeed
	 * @throws SourceException if a redirect cannot be followed
	 */
	static <T> HttpResponse<T> follow(URI uri, Predicate<HttpResponse<T>> enough, Request<T> request)
			throws IOException {
		URI next = uri;
		for (int i = 0; i <= MAX_REDIRECTS; i++) {
			HttpResponse<T> response = request.send(next);
			if (response.statusCode() / 100 != 3 || enough.test(response)) {
				return response;
			}
			if (response.body() instanceof InputStream body) {
				body.close();
			}
			next = target(response).orElseThrow(() -> new SourceException(
					"%s redirects to an address that is not valid".formatted(response.uri().getHost())));
		}
		throw new SourceException(
				"%s redirects in circles or more than %d times".formatted(uri.getHost(), MAX_REDIRECTS));
	}

	private static Optional<URI> target(HttpResponse<?> response) {
		try {
			URI uri = response.uri().resolve(response.headers().firstValue("Location").orElse(""));
			return Optional.of(uri).filter((valid) -> uri.getHost() != null && uri.getScheme().matches("https?"));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Sends a request to one address.
	 *
	 * @param <T> the type of the response's body
	 */
	@FunctionalInterface
	interface Request<T> {

		HttpResponse<T> send(URI uri) throws IOException;

	}

}
