package io.heatlens.request;

import java.util.List;

import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.Prompts;
import io.heatlens.vit.Task;

import org.springframework.stereotype.Component;

/**
 * Reads the model of a request, and the prompts that describe its classes.
 */
@Component
public class ModelReader {

	private final ModelStore models;

	ModelReader(ModelStore models) {
		this.models = models;
	}

	/**
	 * Reads the model of a request that asks about classes.
	 * @param parameters the parameters that were sent
	 * @return the model, with the prompts as its classes if there are any
	 * @throws BadParameterException if there is a template without a prompt
	 * @throws io.heatlens.vit.InvalidPromptsException if a prompt or the template cannot
	 * be taken
	 * @throws io.heatlens.vit.UnknownModelException if there is no such model
	 * @throws io.heatlens.vit.UnsupportedTaskException if the model takes no prompts, or
	 * has no classes
	 * @throws io.heatlens.vit.PromptsNeededException if the model needs prompts
	 */
	public Model read(Parameters parameters) {
		Model model = this.models.get(parameters.one(ApiParameter.MODEL));
		List<String> prompts = parameters.all(ApiParameter.PROMPT);
		String template = parameters.one(ApiParameter.TEMPLATE);
		if (prompts.isEmpty()) {
			if (template != null) {
				throw new BadParameterException("The parameter \"template\" needs \"prompt\".");
			}
			Task.requireClasses(model);
			return model;
		}
		return Prompts.ask(model, prompts, (template != null) ? template : Prompts.PLACE);
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

}
