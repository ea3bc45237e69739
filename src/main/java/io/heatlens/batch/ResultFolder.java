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
 * The folder for the files that a run writes. Each file is either complete or missing.
 *
 * @param folder the folder, absolute
 */
record ResultFolder(Path folder) {

	/**
	 * Reads the manifest entry that is stored in the result of an image.
	 * @param image the name of the image
	 * @return the entry, or {@code null} if there is no complete result
	 * @throws CommandException if the file was not written by this command
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
					"%s exists already, but is not a result of this command. Choose another --output.".formatted(file),
					ex);
		}
	}

	/**
	 * Checks whether the files of a result exist.
	 * @param entry the manifest entry of the result
	 * @return whether all of them exist
	 */
	boolean has(ManifestEntry entry) {
		return entry.json() != null && Files.isRegularFile(resolve(entry.json()))
				&& entry.pictures().stream().allMatch((picture) -> Files.isRegularFile(resolve(picture)));
	}

	/**
	 * Writes a file under a temporary name and then moves it to its final name.
	 * @param name the path of the file in this folder
	 * @param bytes the content of the file
	 * @throws IOException if the file cannot be written
	 */
	void write(String name, byte[] bytes) throws IOException {
		Path file = resolve(name);
		Files.createDirectories(file.getParent());
		// a fixed name, so that the next run overwrites what a killed run left
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
	 * Removes a result. The JSON file is removed first, because the pictures count for
	 * nothing without it.
	 * @param entry the manifest entry of the result
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
