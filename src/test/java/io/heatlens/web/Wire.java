package io.heatlens.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection to the service, for requests that no HTTP client would send.
 */
public class Wire implements AutoCloseable {

	private final Socket socket;

	public Wire(int port) throws IOException {
		this.socket = new Socket();
		this.socket.connect(new InetSocketAddress("localhost", port), 30_000);
		this.socket.setSoTimeout(60_000);
	}

	/**
	 * Sends a request and reads its answer.
	 * @param port of the service
	 * @param request the lines of the request, without the empty line after the headers
	 * @return the answer
	 * @throws IOException if there is no answer
	 */
	public static Answer exchange(int port, String... request) throws IOException {
		try (Wire wire = new Wire(port)) {
			wire.send(String.join("\r\n", request) + "\r\n\r\n");
			return wire.answer();
		}
	}

	public void send(String text) throws IOException {
		send(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	public void send(byte[] bytes) throws IOException {
		OutputStream out = this.socket.getOutputStream();
		out.write(bytes);
		out.flush();
	}

	/**
	 * Reads one answer.
	 * @return the answer, all of its body included
	 * @throws IOException if the connection is reset before its end
	 */
	public Answer answer() throws IOException {
		InputStream in = this.socket.getInputStream();
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
			int next = in.read();
			assertThat(next).as("the end after %s", head.toString(StandardCharsets.ISO_8859_1)).isNotNegative();
			head.write(next);
		}
		String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n", -1);
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (int i = 1; i < lines.length - 2; i++) {
			headers.put(lines[i].split(":", 2)[0], lines[i].split(":", 2)[1].trim());
		}
		String length = headers.get("Content-Length");
		byte[] body = (length != null) ? in.readNBytes(Integer.parseInt(length)) : chunks(in);
		return new Answer(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, body);
	}

	private static byte[] chunks(InputStream in) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		int length;
		do {
			StringBuilder line = new StringBuilder();
			while (line.indexOf("\r\n") < 0) {
				line.append((char) in.read());
			}
			length = Integer.parseInt(line.toString().trim(), 16);
			body.write(in.readNBytes(length));
			in.readNBytes(2);
		}
		while (length > 0);
		return body.toByteArray();
	}

	/**
	 * Returns whether an answer has begun to arrive.
	 * @return whether there are bytes to read
	 * @throws IOException if the connection is closed
	 */
	public boolean answered() throws IOException {
		return this.socket.getInputStream().available() > 0;
	}

	/**
	 * Reads what is left until the service closes the connection.
	 * @return the bytes
	 * @throws IOException if the connection is reset
	 */
	public byte[] rest() throws IOException {
		return this.socket.getInputStream().readAllBytes();
	}

	/**
	 * Closes the connection.
	 * @param reset whether it is reset instead of closed in order
	 * @throws IOException if that fails
	 */
	public void close(boolean reset) throws IOException {
		this.socket.setSoLinger(reset, 0);
		close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * An answer.
	 *
	 * @param status the status of the status line
	 * @param headers the headers by name, in any case
	 * @param body the whole body
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	public record Answer(int status, Map<String, String> headers, byte[] body) {

		public String header(String name) {
			return headers().getOrDefault(name, "");
		}

		/**
		 * Checks that this is a problem document of the contract.
		 * @param status of the problem
		 * @param code of the problem
		 * @return the document
		 */
		public JsonNode assertProblem(int status, String code) {
			String text = new String(body(), StandardCharsets.UTF_8);
			assertThat(status()).as(text).isEqualTo(status);
			assertThat(header("Content-Type")).startsWith("application/problem+json");
			JsonNode problem = JsonMapper.shared().readTree(text);
			assertThat(problem.path("status").asInt()).isEqualTo(status);
			assertThat(problem.path("type").asString()).isEqualTo("urn:heatlens:problem:" + code);
			assertThat(problem.path("code").asString()).isEqualTo(code);
			assertThat(problem.path("requestId").asString()).isNotBlank().isEqualTo(header("X-Request-Id"));
			assertThat(problem.path("detail").asString()).isNotBlank();
			assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain("exception", "io.heatlens", "org.", "java",
					"/work", "/tmp", "\\tat ", "tomcat", "<html");
			return problem;
		}

	}

}
