package io.heatlens.web;

import java.util.List;

import io.heatlens.explain.Methods;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodParameter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves {@code GET /v1/methods}, which lists the explanation methods.
 */
@RestController
@Tag(name = "Discover")
class MethodController {

	private final Methods methods;

	MethodController(Methods methods) {
		this.methods = methods;
	}

	@GetMapping("/v1/methods")
	@Operation(operationId = "listMethods", summary = "The methods that explain")
	List<Description> methods() {
		return this.methods.all().stream().map(Description::of).toList();
	}

	/**
	 * The description of an explanation method.
	 *
	 * @param name the name in the API
	 * @param summary what the method's map shows
	 * @param paper the paper that introduced the method
	 * @param classDiscriminative whether different classes get different maps
	 * @param cost the passes through the model
	 * @param parameters the parameters of the API that influence the method, besides
	 * those that every method takes
	 */
	@Schema(name = "MethodDescription")
	record Description(String name, String summary, String paper, boolean classDiscriminative, String cost,
			List<String> parameters) {

		static Description of(ExplanationMethod method) {
			return new Description(method.name(), method.summary(), method.paper(), method.classDiscriminative(),
					method.cost(), method.parameters().stream().sorted().map(MethodParameter::apiName).toList());
		}

	}

}
