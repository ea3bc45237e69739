package io.heatlens.hub;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * A request of a client.
 *
 * @param method of the request
 * @param path as it was sent
 * @param authorization the header, if it was sent
 * @param range the header, if it was sent
 * @param storage whether it reached the host of the large files
 */
record RecordedRequest(String method, String path, @Nullable String authorization, @Nullable String range,
		boolean storage) {

	static RecordedRequest of(HttpExchange exchange, boolean storage) {
		return new RecordedRequest(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(),
				exchange.getRequestHeaders().getFirst("Authorization"), exchange.getRequestHeaders().getFirst("Range"),
				storage);
	}

}
