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
 * What a model folder remembers about where it came from.
 *
 * @param source its {@link ModelSource#id()}
 * @param version its {@link ModelSource.Fetched#version()}
 * @param files all that were fetched
 */
record Receipt(String source, String version, List<Item> files) {

	static final String FILE = ".heatlens-source.json";

	/**
	 * Writes down what a folder holds.
	 * @param source it came from
	 * @param fetched what came
	 * @param folder that holds it
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
	 * Reads a folder's receipt.
	 * @param folder of a model
	 * @return its receipt, null if it has none that can be read
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
	 * Compares with a source and with what lies there.
	 * @param wanted that the model should come from
	 * @param folder that holds this receipt
	 * @return whether nothing has to be fetched
	 */
	boolean covers(ModelSource wanted, Path folder) {
		String current = wanted.currentVersion();
		return this.source.equals(wanted.id()) && (current == null || current.equals(this.version))
				&& this.files.stream().allMatch((item) -> folder.resolve(item.name()).toFile().length() == item.size());
	}

	/**
	 * One file of a model.
	 *
	 * @param name in the folder
	 * @param size in bytes
	 * @param digest of its content
	 */
	record Item(String name, long size, String digest) {
	}

}
