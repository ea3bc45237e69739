package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records in the folder of a model where the model came from.
 *
 * @param source the {@link ModelSource#id()} of the source
 * @param version the {@link ModelSource.Fetched#version()} of the content
 * @param files the files that were fetched
 */
record Receipt(String source, String version, List<Item> files) {

	static final String FILE = ".heatlens-source.json";

	/**
	 * Creates the receipt for a folder.
	 * @param source the source of the model
	 * @param fetched the result of the fetch
	 * @param folder the folder that holds the files
	 * @return the receipt
	 * @throws IOException if a file cannot be read
	 */
	static Receipt of(ModelSource source, ModelSource.Fetched fetched, Path folder) throws IOException {
		List<Item> items = new ArrayList<>();
		for (String name : fetched.files()) {
			Path file = folder.resolve(name);
			items.add(new Item(name, Files.size(file), Digest.sha256(file).toString()));
		}
		return new Receipt(source.id(), fetched.version(), items);
	}

	/**
	 * Reads the receipt of a folder.
	 * @param folder the folder of a model
	 * @return the receipt, or {@code null} if there is none or it cannot be read
	 */
	static @Nullable Receipt read(Path folder) {
		try {
			return JsonMapper.shared().readValue(Files.readString(folder.resolve(FILE)), Receipt.class);
		}
		catch (IOException | JacksonException ex) {
			return null;
		}
	}

	void write(Path folder) throws IOException {
		Files.writeString(folder.resolve(FILE),
				JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this));
	}

	/**
	 * Compares this receipt with a source and with the files in the folder.
	 * @param wanted the source from which the model should come
	 * @param folder the folder that holds this receipt
	 * @return whether the model came from that source, the source has not changed and all
	 * files have their sizes, so that nothing has to be fetched
	 */
	boolean covers(ModelSource wanted, Path folder) {
		String current = wanted.currentVersion();
		return this.source.equals(wanted.id()) && (current == null || current.equals(this.version))
				&& this.files.stream().allMatch((item) -> folder.resolve(item.name()).toFile().length() == item.size());
	}

	/**
	 * A file of a model.
	 *
	 * @param name the name of the file
	 * @param size the size in bytes
	 * @param digest the SHA-256 of the content
	 */
	record Item(String name, long size, String digest) {
	}

}
