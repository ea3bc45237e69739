package io.heatlens.vit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.heatlens.hub.ModelFiles;
import io.heatlens.vit.checkpoint.InvalidModelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.FileSystemUtils;

/**
 * Loads the model that is part of the jar: unpacks it to a temporary folder and loads it
 * like any other model.
 */
final class EmbeddedModel {

	static final String NAME = "fashion-scenes";

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedModel.class);

	private EmbeddedModel() {
	}

	/**
	 * Loads the model. It is called on an engine thread.
	 * @param loader the loader of models
	 * @return the model
	 * @throws InvalidModelException if the temporary folder cannot be written
	 */
	static Model load(ModelLoader loader) {
		try {
			Path folder = Files.createTempDirectory("heatlens");
			try {
				for (String file : List.of(ModelFiles.CONFIG, ModelFiles.WEIGHTS)) {
					try (InputStream in = new ClassPathResource("models/" + NAME + "/" + file).getInputStream()) {
						Files.copy(in, folder.resolve(file));
					}
				}
				return loader.load(NAME, folder);
			}
			finally {
				delete(folder);
			}
		}
		catch (IOException ex) {
			throw new InvalidModelException("The embedded model cannot be unpacked to the temporary folder.", ex);
		}
	}

	private static void delete(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			// Windows does not delete a file that is still mapped into memory.
			logger.debug("The temporary folder {} could not be deleted", folder, ex);
		}
	}

}
