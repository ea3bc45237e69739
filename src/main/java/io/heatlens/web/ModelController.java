package io.heatlens.web;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.Task;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.transformer.Site;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves {@code GET /v1/models}, which lists and describes the models.
 */
@RestController
@Tag(name = "Discover")
class ModelController {

	private final ModelStore models;

	ModelController(ModelStore models) {
		this.models = models;
	}

	@GetMapping("/v1/models")
	@Operation(operationId = "listModels", summary = "The models")
	Names models() {
		return new Names(this.models.names());
	}

	@GetMapping("/v1/models/{model}")
	@Operation(operationId = "getModel", summary = "A model, its layers and labels")
	Description model(@PathVariable("model") String name) {
		Model model = this.models.get(name);
		List<Layer> layers = model.sites()
			.stream()
			.map((site) -> new Layer(site.site().name(), site.site().equals(model.defaultSite()), site.gradientPath(),
					otherGrid(model, site.site())))
			.toList();
		return new Description(model.name(), true, this.models.isDefault(model), model.digest(),
				model.description().family(), model.input(), model.grid(), model.prefixTokens(),
				model.labels().names().size(), Task.of(model), layers, model.labels().names(),
				ShownPreprocessing.of(model), model.description().warnings());
	}

	private static @Nullable Grid otherGrid(Model model, Site layer) {
		return model.grid(layer).equals(model.grid()) ? null : model.grid(layer);
	}

	/**
	 * The names of the models.
	 *
	 * @param models the names, sorted
	 */
	@Schema(name = "ModelNames")
	record Names(List<String> models) {
	}

	/**
	 * A layer that a request can name.
	 *
	 * @param name the name, as the parameter {@code layer} takes it
	 * @param isDefault whether this layer is used when a request names none
	 * @param gradientPath whether gradient methods can explain the model at this layer
	 * @param grid the grid of the layer if it is finer than that of the model
	 */
	record Layer(String name, @JsonProperty("default") boolean isDefault, boolean gradientPath,
			@JsonInclude(Include.NON_NULL) @Nullable Grid grid) {
	}

	/**
	 * The description of a model.
	 *
	 * @param name the name in the API
	 * @param ready always true, since models are loaded before the service answers
	 * @param isDefault whether this model is used when a request names none
	 * @param digest the SHA-256 of the weight files in the order of their names
	 * @param family the model family that read the checkpoint
	 * @param input the size of the input in pixels
	 * @param grid the grid of the patches, which is that of the last layer
	 * @param prefixTokens the number of tokens before the patches
	 * @param classes the number of classes
	 * @param tasks what the model can be asked to explain
	 * @param layers the layers that a request can name
	 * @param labels the labels of the classes in order
	 * @param preprocessing how images are prepared, and where that comes from
	 * @param warnings what is doubtful about the configuration of the model
	 */
	@Schema(name = "ModelDescription")
	record Description(String name, boolean ready, @JsonProperty("default") boolean isDefault, String digest,
			String family, InputSize input, Grid grid, int prefixTokens, int classes, Set<Task> tasks,
			List<Layer> layers, List<String> labels, ShownPreprocessing preprocessing,
			@Schema(description = "What is doubtful about the configuration of the model.") List<String> warnings) {
	}

}
