package io.heatlens.hub;

import java.io.IOException;

import com.sun.net.httpserver.HttpExchange;

/**
 * Sends a file, or the requested range of it.
 */
final class Ranges {

	private Ranges() {
	}

	/**
	 * Sends the headers of the whole range, and some of its bytes.
	 * @param exchange the request to answer
	 * @param content the content of the file
	 * @param most the largest number of bytes to send
	 * @return the offset in the file after the last byte that was sent
	 * @throws IOException if the client is gone
	 */
	static int send(HttpExchange exchange, byte[] content, int most) throws IOException {
		String range = exchange.getRequestHeaders().getFirst("Range");
		int from = (range != null) ? Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")) : 0;
		if (from >= content.length) {
			exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
			exchange.sendResponseHeaders(416, -1);
			return content.length;
		}
		if (range != null) {
			exchange.getResponseHeaders()
				.set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
		}
		exchange.sendResponseHeaders((range != null) ? 206 : 200, content.length - from);
		int count = Math.min(most, content.length - from);
		exchange.getResponseBody().write(content, from, count);
		exchange.getResponseBody().flush();
		return from + count;
	}

}
