package io.heatlens.vit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of this process.
 */
public final class Memory {

	private static final Path STATUS = Path.of("/proc/self/status");

	private Memory() {
	}

	/**
	 * Measures the resident memory after a garbage collection.
	 * @return the resident bytes, or 0 if the system is not Linux
	 */
	public static long settled() {
		System.gc();
		return resident();
	}

	/**
	 * Measures the heap after a garbage collection.
	 * @return the bytes of the objects on the heap
	 */
	public static long heap() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	/**
	 * Reads the resident memory from the operating system.
	 * @return the resident bytes
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
