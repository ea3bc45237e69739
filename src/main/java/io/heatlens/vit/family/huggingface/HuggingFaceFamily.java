package io.heatlens.vit.family.huggingface;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.family.Classifiers;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.ModelFamily;
import io.heatlens.vit.layer.Linear;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A family of transformers. The name of the architecture in {@code config.json} tells
 * whether a model has a classifier, or is a backbone whose output is a vector.
 */
interface HuggingFaceFamily extends ModelFamily {

	@Override
	default boolean classifies(JsonNode config) {
		String architecture = HuggingFaceConfig.architecture(config);
		return architecture.isEmpty() || architecture.contains("ForImageClassification");
	}

	/**
	 * Takes the classifier of a model.
	 * @param config the {@code config.json}
	 * @param layers the reader of the checkpoint
	 * @param in the number of inputs
	 * @return the classifier, or null if the model is a backbone
	 */
	default @Nullable Linear classifier(JsonNode config, LayerReader layers, long in) {
		return classifies(config) ? Classifiers.take(layers, "classifier", in) : null;
	}

	/**
	 * Puts the name of the model before the names of all tensors, as they have it in a
	 * model with a classifier. A backbone that was saved by itself has no such prefix.
	 * @param weights the tensors of the checkpoint
	 * @param name the name of the model
	 * @return the tensors, all with the prefix
	 */
	static Checkpoint rooted(Checkpoint weights, String name) {
		return weights.hasPart(name + ".") ? weights : weights.renamed((tensor) -> name + "." + tensor);
	}

}
