package io.heatlens.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Follows redirects, one request at a time, so that each decides anew what it may carry.
 */
final class Redirects {

	private static final int MOST = 10;

	private Redirects() {
	}

	/**
	 * Asks until an answer is no redirect.
	 * @param <T> the type of the bodies, which are closed on the way
	 * @param uri to begin with
	 * @param enough whether a redirect itself says all that is wanted
	 * @param request asks one address
	 * @return the last answer
	 * @throws IOException if there is none; it may be tried again
	 * @throws SourceException if a redirect cannot be followed
	 */
	static <T> HttpResponse<T> follow(URI uri, Predicate<HttpResponse<T>> enough, Request<T> request)
			throws IOException {
		URI next = uri;
		for (int i = 0; i <= MOST; i++) {
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
		throw new SourceException("%s redirects in circles".formatted(uri.getHost()));
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
	 * Asks one address.
	 *
	 * @param <T> the type of the answer's body
	 */
	@FunctionalInterface
	interface Request<T> {

		HttpResponse<T> send(URI uri) throws IOException;

	}

}
