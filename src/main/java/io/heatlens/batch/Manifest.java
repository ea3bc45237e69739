package io.heatlens.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a shard has done: a line of JSON an image, written when its files are there.
 */
final class Manifest implements AutoCloseable {

	private static final JsonMapper json = JsonMapper.shared();

	private final OutputStream out;

	private Manifest(OutputStream out) {
		this.out = out;
	}

	/**
	 * Reads what earlier runs wrote. A line that was cut when one was killed is not read.
	 * @param file of the manifest, which may be missing
	 * @return the last line of each image
	 * @throws IOException if it cannot be read
	 */
	static Map<String, ManifestEntry> read(Path file) throws IOException {
		Map<String, ManifestEntry> entries = new HashMap<>();
		if (Files.exists(file)) {
			try (BufferedReader reader = new BufferedReader(
					new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
				for (String line = reader.readLine(); line != null; line = reader.readLine()) {
					add(entries, line);
				}
			}
		}
		return entries;
	}

	private static void add(Map<String, ManifestEntry> entries, String line) {
		try {
			ManifestEntry entry = json.readValue(line, ManifestEntry.class);
			entries.put(entry.image(), entry);
		}
		catch (JacksonException | NullPointerException ex) {
			// the image counts as one that is still to be done
		}
	}

	/**
	 * Begins anew with what is still true.
	 * @param file of the manifest
	 * @param entries of earlier runs
	 * @return to be closed
	 * @throws IOException if it cannot be written
	 */
	static Manifest create(Path file, Collection<ManifestEntry> entries) throws IOException {
		Path part = file.resolveSibling("." + file.getFileName() + ".part");
		try (Manifest manifest = new Manifest(Files.newOutputStream(part))) {
			for (ManifestEntry entry : entries) {
				manifest.add(entry);
			}
		}
		ResultFolder.move(part, file);
		return new Manifest(Files.newOutputStream(file, StandardOpenOption.APPEND));
	}

	/**
	 * Adds a line.
	 * @param entry of an image whose files are there
	 * @throws IOException if it cannot be written
	 */
	synchronized void add(ManifestEntry entry) throws IOException {
		this.out.write((json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void close() throws IOException {
		this.out.close();
	}

}
