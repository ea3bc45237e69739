package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.heatlens.hub.ModelSources;
import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * The folders of the store, after those that are configured by name have been fetched.
 */
final class ModelFolders {

	private final ModelSources sources;

	ModelFolders(ModelSources sources) {
		this.sources = sources;
	}

	/**
	 * Fetches what is missing and lists what is to be served.
	 * @return folders, each of which should be a model
	 * @throws InvalidModelException if the store is no folder of models
	 */
	List<Path> list() {
		Path store = this.sources.store();
		if (store == null) {
			return List.of();
		}
		// meant as a model, even without weights: who loads it says what is missing
		if (Files.isRegularFile(store.resolve("config.json"))) {
			return List.of(withoutSources(store));
		}
		Set<String> leftOut = this.sources.fetch();
		try (Stream<Path> children = Files.list(store)) {
			return children.filter(Files::isDirectory)
				.filter((folder) -> isMeant(folder.getFileName().toString()))
				.filter((folder) -> !leftOut.contains(folder.getFileName().toString()))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new InvalidModelException(
					"heatlens.models.store is %s, which is not a folder that can be read.".formatted(store), ex);
		}
	}

	// the root of a mounted volume has a folder of the file system's own
	private static boolean isMeant(String name) {
		return !name.startsWith(".") && !name.equals("lost+found");
	}

	private Path withoutSources(Path model) {
		if (!this.sources.names().isEmpty()) {
			throw new InvalidModelException(
					"heatlens.models.store is %s, which is a model itself. With sources it should be a folder of models."
						.formatted(model));
		}
		return model;
	}

}
