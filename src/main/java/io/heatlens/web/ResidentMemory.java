package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the resident memory of this process, heap and native together. Only Linux reports
 * it.
 */
final class ResidentMemory {

	private static final Path STATUS = Path.of("/proc/self/status");

	private ResidentMemory() {
	}

	static boolean isKnown() {
		return Files.isReadable(STATUS);
	}

	/**
	 * Asks the operating system for the resident memory.
	 * @return the resident memory in bytes, or NaN if the system does not report it
	 */
	static double bytes() {
		try {
			return Files.readAllLines(STATUS)
				.stream()
				.filter((line) -> line.startsWith("VmRSS:"))
				.mapToDouble((line) -> 1024 * Double.parseDouble(line.replaceAll("\\D", "")))
				.findFirst()
				.orElse(Double.NaN);
		}
		catch (IOException ex) {
			return Double.NaN;
		}
	}

}
