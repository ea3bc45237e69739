package io.heatlens.web;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.heatlens.answer.Answers;
import io.heatlens.answer.MethodRanking;
import io.heatlens.answer.Rankings;
import io.heatlens.explain.Methods;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.Incompatibility;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves {@code GET /v1/models/{model}/methods}, which lists the methods that can explain
 * a model.
 */
@RestController
@Tag(name = "Discover")
class ModelMethodController {

	private final ModelStore models;

	private final Methods methods;

	private final Rankings rankings;

	ModelMethodController(ModelStore models, Methods methods, Rankings rankings) {
		this.models = models;
		this.methods = methods;
		this.rankings = rankings;
	}

	@GetMapping("/v1/models/{model}/methods")
	@Operation(operationId = "listModelMethods", summary = "The methods that can explain a model")
	Capabilities methods(@PathVariable("model") String name) {
		Model model = this.models.get(name);
		return new Capabilities(Answers.ModelName.of(model),
				this.methods.all().stream().map((method) -> Capability.of(method, model)).toList(),
				this.rankings.find(model).orElse(null));
	}

	/**
	 * The methods and their ranking for a model.
	 *
	 * @param model the model to explain
	 * @param methods all methods, including those that cannot explain the model
	 * @param ranking the ranking of the methods, or {@code null} if none was measured
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Capabilities(Answers.ModelName model, List<Capability> methods, @Nullable MethodRanking ranking) {
	}

	/**
	 * Whether a method can explain the model.
	 *
	 * @param name the name of the method
	 * @param supported whether the method can explain the model
	 * @param reason the reason why it cannot, or {@code null} if it can
	 * @param nearest the most similar method that can, or {@code null} if this one can
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Capability(String name, boolean supported, @Nullable String reason, @Nullable String nearest) {

		static Capability of(ExplanationMethod method, Model model) {
			Optional<Incompatibility> incompatibility = method.incompatibility(model);
			return new Capability(method.name(), incompatibility.isEmpty(),
					incompatibility.map(Incompatibility::reason).orElse(null),
					incompatibility.map(Incompatibility::nearest).orElse(null));
		}

	}

}
