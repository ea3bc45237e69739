package io.heatlens.explain;

import java.util.Comparator;
import java.util.List;

import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.Model;

import org.springframework.stereotype.Component;

/**
 * The methods that a request can name: every component that implements
 * {@link ExplanationMethod}.
 */
@Component
public class Methods {

	/** The method of a request that names none. */
	public static final String DEFAULT = "grad-cam";

	private final List<ExplanationMethod> all;

	Methods(List<ExplanationMethod> all) {
		this.all = all.stream().sorted(Comparator.comparing(ExplanationMethod::name)).toList();
	}

	/**
	 * Lists the methods.
	 * @return the methods, sorted by name
	 */
	public List<ExplanationMethod> all() {
		return this.all;
	}

	/**
	 * Finds a method.
	 * @param name the name of the method in the API
	 * @return the method
	 * @throws UnknownMethodException if no method has that name
	 */
	public ExplanationMethod get(String name) {
		return this.all.stream()
			.filter((method) -> method.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new UnknownMethodException(name, this.all));
	}

	/**
	 * Makes sure that a method can explain a model.
	 * @param method the method that the request names
	 * @param model the model to explain
	 * @param options the options of the request
	 * @throws UnsupportedMethodException if the method cannot explain the model
	 * @throws io.heatlens.vit.NoGradientPathException if the method uses gradients, and
	 * one of the layers has none
	 */
	public void check(ExplanationMethod method, Model model, MethodOptions options) {
		method.incompatibility(model).ifPresent((incompatibility) -> {
			throw new UnsupportedMethodException(method.name(), incompatibility.reason(), incompatibility.nearest());
		});
		if (method.usesGradient() && method.parameters().contains(MethodParameter.LAYER)) {
			options.layers().forEach(model::requireGradientPath);
		}
	}

}
