package io.heatlens.vit;

import java.util.EnumSet;
import java.util.Set;

import io.heatlens.api.ApiEnum;

/**
 * What a model can be asked to explain.
 */
public enum Task implements ApiEnum {

	/** Why an image belongs to one of the classes of the model. */
	CLASSIFICATION,

	/** Why a text describes an image. */
	ZERO_SHOT,

	/** Why two images are alike. */
	SIMILARITY;

	/**
	 * Finds the tasks of a model.
	 * @param model the model
	 * @return one task or more; every model can compare images
	 */
	public static Set<Task> of(Model model) {
		Set<Task> tasks = EnumSet.of(SIMILARITY);
		if (!model.labels().names().isEmpty()) {
			tasks.add(CLASSIFICATION);
		}
		if (model.loaded().prompts() != null) {
			tasks.add(ZERO_SHOT);
		}
		return tasks;
	}

	/**
	 * Makes sure that a model has classes, its own or those of the request.
	 * @param model the model, with the prompts of the request if there are any
	 * @throws PromptsNeededException if the model needs prompts
	 * @throws UnsupportedTaskException if the model has no classes and takes no prompts
	 */
	public static void requireClasses(Model model) {
		if (!model.labels().names().isEmpty()) {
			return;
		}
		if (model.loaded().prompts() != null) {
			throw new PromptsNeededException(model);
		}
		throw new UnsupportedTaskException(model, CLASSIFICATION);
	}

}
