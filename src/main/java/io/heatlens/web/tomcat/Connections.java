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
 * What Linux knows of this process's TCP connections. Java tells that a client is gone
 * only to those who read, and would take away what comes next on the connection.
 *
 * @param open whether its client has not closed it, by connection
 */
record Connections(Map<Connection, Boolean> open) {

	private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

	private static final String CLOSE_WAIT = "08";

	/**
	 * Says whether the system tells.
	 * @return false elsewhere than on Linux
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

	// Words of four bytes, each as the processor has it
	private static InetAddress address(String end) throws IOException {
		int digits = end.indexOf(':');
		ByteBuffer bytes = ByteBuffer.allocate(digits / 2).order(ByteOrder.nativeOrder());
		for (int at = 0; at < digits; at += 8) {
			bytes.putInt(Integer.parseUnsignedInt(end.substring(at, at + 8), 16));
		}
		return InetAddress.getByAddress(bytes.array());
	}

	/**
	 * A connection as its ends are called.
	 *
	 * @param localPort of the service
	 * @param address of the client
	 * @param port of the client
	 */
	record Connection(int localPort, InetAddress address, int port) {
	}

}
