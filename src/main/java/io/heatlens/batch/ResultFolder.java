package io.heatlens.batch;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files that a run leaves. Each is there as a whole or not at all.
 *
 * @param folder absolute
 */
record ResultFolder(Path folder) {

	/**
	 * Reads what a result says of itself.
	 * @param image its name
	 * @return its line for the manifest, nothing if there is no result
	 * @throws CommandException if the file is somebody else's
	 */
	@Nullable ManifestEntry find(String image) {
		Path file = resolve(ManifestEntry.json(image));
		try {
			if (!Files.isRegularFile(file) || Files.size(file) == 0) {
				return null;
			}
			JsonNode line = JsonMapper.shared().readTree(Files.readAllBytes(file)).required("file");
			ManifestEntry entry = JsonMapper.shared().treeToValue(line, ManifestEntry.class);
			return has(entry) ? entry : null;
		}
		catch (IOException | JacksonException | NullPointerException ex) {
			throw new CommandException(
					"%s is there already, but is no result of this command. Choose another --output.".formatted(file),
					ex);
		}
	}

	/**
	 * Looks for a result's files.
	 * @param entry its line of the manifest
	 * @return whether all are there
	 */
	boolean has(ManifestEntry entry) {
		return entry.json() != null && Files.isRegularFile(resolve(entry.json()))
				&& entry.pictures().stream().allMatch((picture) -> Files.isRegularFile(resolve(picture)));
	}

	/**
	 * Writes a file under another name and moves it to its place.
	 * @param name its path in this folder
	 * @param bytes of the file
	 * @throws IOException if it cannot be written
	 */
	void write(String name, byte[] bytes) throws IOException {
		Path file = resolve(name);
		Files.createDirectories(file.getParent());
		// always the same name, so that what a killed run left is overwritten
		Path part = file.resolveSibling("." + file.getFileName() + ".part");
		Files.write(part, bytes);
		move(part, file);
	}

	static void move(Path part, Path file) throws IOException {
		try {
			Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/**
	 * Removes a result, the JSON first: without it the others are nothing.
	 * @param entry its line of the manifest
	 * @throws IOException if a file cannot be removed
	 */
	void remove(ManifestEntry entry) throws IOException {
		if (entry.json() != null) {
			Files.deleteIfExists(resolve(entry.json()));
		}
		for (String picture : entry.pictures()) {
			Files.deleteIfExists(resolve(picture));
		}
	}

	private Path resolve(String name) {
		Path file = this.folder.resolve(name).normalize();
		if (!file.startsWith(this.folder)) {
			throw new CommandException("%s lies outside of %s.".formatted(name, this.folder));
		}
		return file;
	}

}
