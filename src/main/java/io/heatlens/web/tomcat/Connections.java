package io.heatlens.web.tomcat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The TCP connections that Linux lists for the network namespace of this process. Java
 * would have to read from a connection to notice that the client has closed it, and would
 * thereby consume the client's next request.
 *
 * @param open for each connection, whether the client still has it open
 */
record Connections(Map<Connection, Boolean> open) {

	private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

	private static final String CLOSE_WAIT = "08";

	/**
	 * Returns whether the system lists connections.
	 * @return false on systems other than Linux
	 */
	static boolean known() {
		return TABLES.stream().anyMatch(Files::isReadable);
	}

	static Connections now() throws IOException {
		Map<Connection, Boolean> open = new HashMap<>();
		for (Path table : TABLES) {
			if (Files.isReadable(table)) {
				try (Stream<String> lines = Files.lines(table)) {
					for (String line : (Iterable<String>) lines.skip(1)::iterator) {
						String[] fields = line.trim().split(" +", 5);
						open.put(connection(fields[1], fields[2]), !fields[3].equals(CLOSE_WAIT));
					}
				}
			}
		}
		return new Connections(open);
	}

	private static Connection connection(String local, String remote) throws IOException {
		return new Connection(port(local), address(remote), port(remote));
	}

	private static int port(String end) {
		return Integer.parseInt(end.substring(end.indexOf(':') + 1), 16);
	}

	// An address consists of words of four bytes, each in the byte order of the
	// processor.
	private static InetAddress address(String end) throws IOException {
		int digits = end.indexOf(':');
		ByteBuffer bytes = ByteBuffer.allocate(digits / 2).order(ByteOrder.nativeOrder());
		for (int at = 0; at < digits; at += 8) {
			bytes.putInt(Integer.parseUnsignedInt(end.substring(at, at + 8), 16));
		}
		return InetAddress.getByAddress(bytes.array());
	}

	/**
	 * A connection, identified by its two ends.
	 *
	 * @param localPort the port of the service
	 * @param address the address of the client
	 * @param port the port of the client
	 */
	record Connection(int localPort, InetAddress address, int port) {
	}

}
