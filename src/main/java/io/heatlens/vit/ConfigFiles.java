package io.heatlens.vit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.heatlens.hub.ModelFiles;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.OtherContent;
import io.heatlens.vit.input.ProcessorFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of a model that describe it.
 *
 * @param folder the folder of the model
 */
record ConfigFiles(Path folder) {

	/**
	 * Reads the configuration.
	 * @return the {@code config.json} or {@code open_clip_config.json}
	 * @throws InvalidModelException if it is no JSON object
	 * @throws IOException if it cannot be read
	 */
	JsonNode config() throws IOException {
		return read(ModelFiles.config(this.folder));
	}

	/**
	 * Reads the settings of the image processor. The nested settings of transformers 5
	 * have priority over the older file, as there.
	 * @return the settings, or null if there are none
	 * @throws IOException if a file cannot be read
	 */
	@Nullable ProcessorFile preprocessor() throws IOException {
		if (ModelFiles.has(this.folder, ModelFiles.PROCESSOR)) {
			JsonNode nested = read(ModelFiles.PROCESSOR).path("image_processor");
			if (nested.isObject()) {
				return new ProcessorFile(ModelFiles.PROCESSOR + ": image_processor.", nested);
			}
		}
		return ModelFiles.has(this.folder, ModelFiles.PREPROCESSOR)
				? new ProcessorFile(ModelFiles.PREPROCESSOR + ": ", read(ModelFiles.PREPROCESSOR)) : null;
	}

	private JsonNode read(String name) throws IOException {
		Path file = this.folder.resolve(name);
		try (InputStream in = Files.newInputStream(file)) {
			OtherContent.describe(in.readNBytes(OtherContent.LENGTH)).ifPresent((kind) -> {
				throw new InvalidModelException(name + " " + kind);
			});
		}
		try (InputStream in = Files.newInputStream(file)) {
			JsonNode node = JsonMapper.shared().readTree(in);
			if (!node.isObject()) {
				throw new InvalidModelException(name + " should be a JSON object");
			}
			return node;
		}
		catch (JacksonException ex) {
			throw new InvalidModelException(name + " is not JSON: " + ex.getOriginalMessage(), ex);
		}
	}

}
