package io.heatlens.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /v1/models}: what is served.
 */
@RestController
@Tag(name = "Discover")
class ModelController {

	private final ModelStore models;

	ModelController(ModelStore models) {
		this.models = models;
	}

	@GetMapping("/v1/models")
	Names models() {
		return new Names(this.models.names());
	}

	@GetMapping("/v1/models/{model}")
	Description model(@PathVariable("model") String name) {
		Model model = this.models.get(name);
		List<Layer> layers = model.sites()
			.stream()
			.map((site) -> new Layer(site.site().name(), site.site().equals(model.defaultSite()), site.gradientPath()))
			.toList();
		return new Description(model.name(), true, this.models.isDefault(model), model.digest(), model.family(),
				model.input(), model.grid(), model.prefixTokens(), model.labels().names().size(), layers,
				model.labels().names());
	}

	/**
	 * The models' names.
	 *
	 * @param models sorted
	 */
	record Names(List<String> models) {
	}

	/**
	 * A layer that can be asked for.
	 *
	 * @param name as in the parameter
	 * @param isDefault whether a request means it that names none
	 * @param gradientPath whether gradient methods can explain there
	 */
	record Layer(String name, @JsonProperty("default") boolean isDefault, boolean gradientPath) {
	}

	/**
	 * All there is to know of a model.
	 *
	 * @param name in the API
	 * @param ready always true: models are loaded before the service answers
	 * @param isDefault whether a request means it that names none
	 * @param digest SHA-256 over the weight files in name order
	 * @param family that read the checkpoint
	 * @param input size in pixels
	 * @param grid of the patches
	 * @param prefixTokens tokens before the patches
	 * @param classes how many
	 * @param layers that can be asked for
	 * @param labels of the classes in order
	 */
	record Description(String name, boolean ready, @JsonProperty("default") boolean isDefault, String digest,
			String family, InputSize input, Grid grid, int prefixTokens, int classes, List<Layer> layers,
			List<String> labels) {
	}

}
