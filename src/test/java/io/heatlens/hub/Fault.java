package io.heatlens.hub;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpExchange;
import io.heatlens.Await;

/**
 * A fault of a server, which happens instead of one answer.
 */
@FunctionalInterface
interface Fault {

	void answer(HttpExchange exchange, byte[] content) throws IOException;

	/**
	 * Answers without a body.
	 * @param code the status
	 * @param headers names and values
	 * @return the fault
	 */
	static Fault status(int code, String... headers) {
		return (exchange, content) -> {
			for (int i = 0; i < headers.length; i += 2) {
				exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
			}
			exchange.sendResponseHeaders(code, -1);
		};
	}

	/**
	 * Breaks the connection.
	 * @param bytes the number of bytes that are sent before
	 * @return the fault
	 */
	static Fault cutAfter(int bytes) {
		return (exchange, content) -> {
			Ranges.send(exchange, content, bytes);
			exchange.close();
		};
	}

	/**
	 * Sends some bytes, then nothing until a latch is open.
	 * @param bytes the number of bytes that are sent before
	 * @param end the latch
	 * @return the fault
	 */
	static Fault stallAfter(int bytes, CountDownLatch end) {
		return (exchange, content) -> {
			int sent = Ranges.send(exchange, content, bytes);
			Await.open(end);
			exchange.getResponseBody().write(content, sent, content.length - sent);
		};
	}

	/**
	 * Answers a range with the whole file.
	 * @return the fault
	 */
	static Fault ignoreRange() {
		return (exchange, content) -> {
			exchange.getRequestHeaders().remove("Range");
			Ranges.send(exchange, content, content.length);
		};
	}

	/**
	 * Sends other bytes of the same length.
	 * @return the fault
	 */
	static Fault damage() {
		return (exchange, content) -> {
			byte[] damaged = content.clone();
			damaged[damaged.length - 1] ^= 1;
			Ranges.send(exchange, damaged, damaged.length);
		};
	}

}
