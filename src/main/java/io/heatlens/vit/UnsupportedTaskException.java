package io.heatlens.vit;

import java.util.stream.Collectors;

import io.heatlens.api.ApiEnum;

/**
 * Thrown when a model is asked for something that it cannot do.
 */
public class UnsupportedTaskException extends RuntimeException {

	/** The beginning of the warning of a model whose texts cannot be read. */
	static final String NO_PROMPTS = "The model takes no prompts: ";

	/**
	 * Creates an exception.
	 * @param model the model
	 * @param task what it cannot do
	 */
	public UnsupportedTaskException(Model model, Task task) {
		super("The model \"%s\" cannot be used for %s, because %s. It can be used for: %s.%s".formatted(model.name(),
				task.apiName(), (task == Task.ZERO_SHOT) ? noPrompts(model) : "it has no classes",
				Task.of(model).stream().map(ApiEnum::apiName).collect(Collectors.joining(", ")),
				(task == Task.ZERO_SHOT) ? " Leave \"prompt\" out."
						: " To compare images, send them to /v1/similarities."));
	}

	private static String noPrompts(Model model) {
		return model.description()
			.warnings()
			.stream()
			.filter((warning) -> warning.startsWith(NO_PROMPTS))
			.findFirst()
			.map((warning) -> warning.substring(NO_PROMPTS.length()))
			.orElse("it has no text tower");
	}

}
