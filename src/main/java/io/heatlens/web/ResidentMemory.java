package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process holds of the machine's memory, heap and native, where Linux says so.
 */
final class ResidentMemory {

	private static final Path STATUS = Path.of("/proc/self/status");

	private ResidentMemory() {
	}

	static boolean isKnown() {
		return Files.isReadable(STATUS);
	}

	/**
	 * Asks the operating system.
	 * @return bytes, not a number if it does not say
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
