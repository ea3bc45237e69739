package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Path;

import io.heatlens.hub.ModelFiles;
import io.heatlens.hub.OtherFolder;
import io.heatlens.hub.SourceException;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.TrainingNotes;
import org.jspecify.annotations.Nullable;

/**
 * Says what is missing in a folder that is not a model, and what to write for a
 * checkpoint of a training script.
 */
final class MissingConfig {

	private MissingConfig() {
	}

	/**
	 * Describes what is missing.
	 * @param folder a folder without a configuration or without weights
	 * @return a clause in lower case without a full stop
	 */
	static String describe(Path folder) {
		if (!ModelFiles.hasWeights(folder)) {
			OtherFolder other = new OtherFolder(folder);
			return other.describe()
				.orElseGet(() -> "%s, but should hold %s".formatted(other.files(), ModelFiles.DESCRIPTION));
		}
		try {
			if (ModelFiles.isOpenClip(folder)) {
				return "the folder has weights of open_clip, but no open_clip_config.json; download it as well, or write the folder in Python: open_clip.push_to_hf_hub.save_for_hf(model, tokenizer, open_clip.get_model_config(\"NAME\"), \"FOLDER\")";
			}
			return advice(TrainingNotes.read(ModelFiles.weights(folder).get(0)));
		}
		catch (InvalidModelException | SourceException ex) {
			return "there is no config.json, and " + ex.getMessage();
		}
		catch (IOException ex) {
			return "the folder cannot be read: " + ex;
		}
	}

	private static String advice(TrainingNotes notes) {
		String timm = "{\"architecture\": \"%s\", \"num_classes\": %s, \"pretrained_cfg\": {...}}"
			.formatted(or(notes.architecture(), "NAME"), or(notes.classes(), "NUMBER"));
		return "the folder has weights, but no config.json; for a model of timm, write %s with the input_size, mean, std, interpolation and crop_pct of its training into pretrained_cfg, or call timm.models.save_for_hf(model, \"FOLDER\")%s"
			.formatted(timm, (notes.architecture() != null) ? ""
					: "; for a model of transformers, call model.config.save_pretrained(\"FOLDER\")");
	}

	private static Object or(@Nullable Object value, String otherwise) {
		return (value != null) ? value : otherwise;
	}

}
