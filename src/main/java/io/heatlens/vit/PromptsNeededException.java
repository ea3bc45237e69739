package io.heatlens.vit;

/**
 * Thrown when a model that compares images with texts is asked without a text.
 */
public class PromptsNeededException extends RuntimeException {

	PromptsNeededException(Model model) {
		super("The model \"%s\" has no classes of its own. Describe each class by a prompt, as in curl -F image=@photo.jpg -F model=%s -F prompt='a photo of a cat' -F prompt='a photo of a dog', or set heatlens.models.prompts.%s."
			.formatted(model.name(), model.name(), model.name()));
	}

}
