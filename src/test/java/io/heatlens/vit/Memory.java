package io.heatlens.vit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process takes of the machine's memory.
 */
public final class Memory {

	private static final Path STATUS = Path.of("/proc/self/status");

	private Memory() {
	}

	/**
	 * Measures without what only waits for the next collection.
	 * @return resident bytes, 0 elsewhere than on Linux
	 */
	public static long settled() {
		System.gc();
		return resident();
	}

	/**
	 * Measures what objects take that somebody still holds.
	 * @return bytes
	 */
	public static long heap() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	/**
	 * Asks the operating system.
	 * @return resident bytes
	 */
	private static long resident() {
		if (!Files.exists(STATUS)) {
			return 0;
		}
		try (var lines = Files.lines(STATUS)) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
				.findFirst()
				.orElse(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
