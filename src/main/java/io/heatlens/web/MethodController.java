package io.heatlens.web;

import java.util.List;
import java.util.Locale;

import io.heatlens.explain.Methods;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodParameter;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /v1/methods}: how predictions can be explained.
 */
@RestController
@Tag(name = "Discover")
class MethodController {

	private final Methods methods;

	MethodController(Methods methods) {
		this.methods = methods;
	}

	@GetMapping("/v1/methods")
	List<Description> methods() {
		return this.methods.all().stream().map(Description::of).toList();
	}

	/**
	 * A method.
	 *
	 * @param name in the API
	 * @param summary what its map shows
	 * @param paper where it comes from
	 * @param classDiscriminative whether another class has another map
	 * @param cost passes through the model
	 * @param parameters of the API that make a difference to it, besides those that every
	 * method takes
	 */
	record Description(String name, String summary, String paper, boolean classDiscriminative, String cost,
			List<String> parameters) {

		static Description of(ExplanationMethod method) {
			return new Description(method.name(), method.summary(), method.paper(), method.classDiscriminative(),
					method.cost(), method.parameters().stream().sorted().map(Description::apiName).toList());
		}

		private static String apiName(MethodParameter parameter) {
			return switch (parameter) {
				case SMOOTH_AUG -> "smooth=aug";
				case SMOOTH_EIGEN -> "smooth=eigen";
				default -> parameter.name().toLowerCase(Locale.ROOT).replace('_', '-');
			};
		}

	}

}
