package io.heatlens.request;

import java.util.List;

import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.Prompts;
import io.heatlens.vit.Task;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads which model is asked, and the prompts that describe its classes.
 */
@Component
public class ModelReader {

	private static final int MOST_PROMPTS = 64;

	private static final int LONGEST = 2000;

	private static final String PLACE = "{}";

	private final ModelStore models;

	ModelReader(ModelStore models) {
		this.models = models;
	}

	/**
	 * Reads the model of a request that asks about classes.
	 * @param parameters the parameters that were sent
	 * @return the model, with the prompts as its classes if there are any
	 * @throws BadParameterException if a prompt or the template is not valid
	 * @throws io.heatlens.vit.UnknownModelException if there is no such model
	 * @throws io.heatlens.vit.UnsupportedTaskException if the model takes no prompts, or
	 * has no classes
	 * @throws io.heatlens.vit.PromptsNeededException if the model needs prompts
	 */
	public Model read(Parameters parameters) {
		Model model = this.models.get(parameters.one(ApiParameter.MODEL));
		List<String> prompts = parameters.all(ApiParameter.PROMPT);
		String template = template(parameters.one(ApiParameter.TEMPLATE), prompts);
		if (prompts.isEmpty()) {
			Task.requireClasses(model);
			return model;
		}
		if (prompts.size() > MOST_PROMPTS) {
			throw new BadParameterException("The parameter \"prompt\" is sent up to %d times, but there are %d."
				.formatted(MOST_PROMPTS, prompts.size()));
		}
		prompts.forEach((prompt) -> check(ApiParameter.PROMPT, prompt));
		return Prompts.ask(model, prompts, prompts.stream().map((prompt) -> template.replace(PLACE, prompt)).toList());
	}

	/**
	 * Reads the model of a request that compares images.
	 * @param parameters the parameters that were sent
	 * @return the model that turns an image into a vector
	 * @throws io.heatlens.vit.UnknownModelException if there is no such model
	 */
	Model readEmbedder(Parameters parameters) {
		return this.models.get(parameters.one(ApiParameter.MODEL)).embedder();
	}

	/**
	 * Reads the parameters of a prediction.
	 * @param parameters the parameters that were sent
	 * @return the options that they describe
	 * @throws BadParameterException if a parameter has a value that it does not take
	 */
	public PredictionOptions readPrediction(Parameters parameters) {
		Model model = read(parameters);
		return new PredictionOptions(model,
				parameters.number(ApiParameter.TOP, 5, 1, Math.max(10, model.labels().names().size())));
	}

	private static String template(@Nullable String template, List<String> prompts) {
		if (template == null) {
			return PLACE;
		}
		check(ApiParameter.TEMPLATE, template);
		if (template.split("\\{}", -1).length != 2) {
			throw BadParameterException.value(ApiParameter.TEMPLATE, template,
					"a text with one {} in the place of the prompt, such as: a photo of a {}");
		}
		if (prompts.isEmpty()) {
			throw new BadParameterException("The parameter \"template\" needs \"prompt\".");
		}
		return template;
	}

	private static void check(ApiParameter parameter, String text) {
		if (text.isBlank() || text.length() > LONGEST) {
			throw new BadParameterException("The parameter \"%s\" takes 1 to %d characters, but has %d."
				.formatted(parameter.apiName(), LONGEST, text.isBlank() ? 0 : text.length()));
		}
		if (text.codePoints().anyMatch(ModelReader::isUnreadable)) {
			throw new BadParameterException(
					"The parameter \"%s\" takes readable text, but has control characters or half characters."
						.formatted(parameter.apiName()));
		}
	}

	private static boolean isUnreadable(int codePoint) {
		boolean spacing = codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
		return (Character.isISOControl(codePoint) && !spacing) || Character.getType(codePoint) == Character.SURROGATE;
	}

}
