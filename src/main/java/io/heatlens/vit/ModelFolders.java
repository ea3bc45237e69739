package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.heatlens.hub.ModelFiles;
import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * The model folders of the store.
 *
 * @param store the store: a folder of model folders, or one model folder
 */
record ModelFolders(Path store) {

	/**
	 * Whether the store itself is one model.
	 * @return true if it has a configuration, or if it has weights and no models in it;
	 * what else is missing is reported later
	 */
	boolean isOneModel() {
		return ModelFiles.hasConfig(this.store)
				|| (ModelFiles.hasWeights(this.store) && list().stream().noneMatch(ModelFiles::isModel));
	}

	/**
	 * Lists the folders, each of which should be a model.
	 * @return the folders, sorted by name
	 * @throws InvalidModelException if the store is not a folder that can be read
	 */
	List<Path> list() {
		try (Stream<Path> children = Files.list(this.store)) {
			return children.filter(Files::isDirectory)
				.filter((folder) -> isModelName(folder.getFileName().toString()))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new InvalidModelException(
					"heatlens.models.store is %s, which is not a folder that can be read.".formatted(this.store), ex);
		}
	}

	// The root of a mounted volume can contain a folder of its file system.
	private static boolean isModelName(String name) {
		return !name.startsWith(".") && !name.equals("lost+found");
	}

}
