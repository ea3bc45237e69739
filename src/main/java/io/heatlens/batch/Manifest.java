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
 * The list of what a shard has done. It has one line of JSON per image, which is written
 * after the image's files.
 */
final class Manifest implements AutoCloseable {

	private static final JsonMapper json = JsonMapper.shared();

	private final OutputStream out;

	private Manifest(OutputStream out) {
		this.out = out;
	}

	/**
	 * Reads what earlier runs wrote. A line that is incomplete because a run was killed
	 * is skipped.
	 * @param file the manifest, which may be missing
	 * @return the last entry of each image, by the name of the image
	 * @throws IOException if the manifest cannot be read
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
			// Without an entry, the image counts as not done.
		}
	}

	/**
	 * Replaces the manifest by one that holds only the entries that are still valid.
	 * @param file the manifest
	 * @param entries the entries of earlier runs that are still valid
	 * @return the open manifest, which the caller closes
	 * @throws IOException if the manifest cannot be written
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
	 * Appends an entry.
	 * @param entry the entry of an image whose files are written
	 * @throws IOException if the manifest cannot be written
	 */
	synchronized void add(ManifestEntry entry) throws IOException {
		this.out.write((json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void close() throws IOException {
		this.out.close();
	}

}
