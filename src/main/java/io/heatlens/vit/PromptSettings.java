package io.heatlens.vit;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.heatlens.hub.ModelProperties;
import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * The prompts of the settings, which give a model classes of its own.
 *
 * @param properties the settings
 */
record PromptSettings(ModelProperties properties) {

	/**
	 * Checks that the settings belong to models, since another name is a typing error.
	 * @param names the names of the models of the store
	 * @throws InvalidModelException if there is no model of a name
	 */
	void check(List<String> names) {
		Stream
			.concat(this.properties.prompts().keySet().stream().map((name) -> Map.entry("prompts", name)),
					this.properties.templates().keySet().stream().map((name) -> Map.entry("templates", name)))
			.filter((entry) -> !names.contains(entry.getValue())
					|| (entry.getKey().equals("templates") && !this.properties.prompts().containsKey(entry.getValue())))
			.findFirst()
			.ifPresent((entry) -> {
				throw new InvalidModelException(
						"heatlens.models.%s.%s is set, but there is no model of that name with heatlens.models.prompts. The models of the store are: %s."
							.formatted(entry.getKey(), entry.getValue(), String.join(", ", names)));
			});
	}

	/**
	 * Describes the classes of a model by the prompts of the settings, if there are any.
	 * Must be called on an engine thread.
	 * @param model the model
	 * @return the model, with the prompts as its classes
	 * @throws InvalidModelException if the model cannot take them
	 */
	Model apply(Model model) {
		List<String> prompts = this.properties.prompts().get(model.name());
		if (prompts == null) {
			return model;
		}
		try {
			Model prompted = Prompts.ask(model, prompts,
					this.properties.templates().getOrDefault(model.name(), Prompts.PLACE));
			while (!prompted.readout().isReady()) {
				prompted.readout().prepare();
			}
			return prompted;
		}
		catch (UnsupportedTaskException | InvalidPromptsException | NotFiniteException ex) {
			throw new InvalidModelException(
					"heatlens.models.prompts.%s is set. %s".formatted(model.name(), ex.getMessage()), ex);
		}
	}

}
