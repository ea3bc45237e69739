package io.heatlens.web.kserve;

import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.UnknownModelException;

import org.springframework.stereotype.Component;

/**
 * Finds models by name and version. The Open Inference Protocol has versions of a model,
 * of which Heatlens serves one.
 */
@Component
class ModelVersions {

	/** The version of every model. */
	static final String ONLY = "1";

	private final ModelStore models;

	ModelVersions(ModelStore models) {
		this.models = models;
	}

	/**
	 * Finds a model.
	 * @param name the name of the model
	 * @param version the version that the client names
	 * @return the model
	 * @throws UnknownModelException if there is no such model or version
	 */
	Model get(String name, String version) {
		Model model = this.models.get(name);
		if (!version.equals(ONLY)) {
			throw new UnknownModelException("The model \"%s\" has no version \"%s\". Its only version is \"%s\"."
				.formatted(name, version, ONLY));
		}
		return model;
	}

}
