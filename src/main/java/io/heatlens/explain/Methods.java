package io.heatlens.explain;

import java.util.Comparator;
import java.util.List;

import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.Model;

import org.springframework.stereotype.Component;

/**
 * The methods that can be asked for: every {@link ExplanationMethod} there is.
 */
@Component
public class Methods {

	/** What a request means that names none. */
	public static final String DEFAULT = "grad-cam";

	private final List<ExplanationMethod> all;

	Methods(List<ExplanationMethod> all) {
		this.all = all.stream().sorted(Comparator.comparing(ExplanationMethod::name)).toList();
	}

	/**
	 * Lists the methods.
	 * @return sorted by name
	 */
	public List<ExplanationMethod> all() {
		return this.all;
	}

	/**
	 * Finds a method.
	 * @param name in the API
	 * @return the method
	 * @throws UnknownMethodException if there is none of that name
	 */
	public ExplanationMethod get(String name) {
		return this.all.stream()
			.filter((method) -> method.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new UnknownMethodException(name, this.all));
	}

	/**
	 * Makes sure that a model can be explained as asked.
	 * @param method that is asked for
	 * @param model that is asked
	 * @param options of the request
	 * @throws UnsupportedMethodException if the method cannot explain the model
	 * @throws io.heatlens.vit.NoGradientPathException if it uses gradients and there are
	 * none at a layer
	 */
	public void check(ExplanationMethod method, Model model, MethodOptions options) {
		method.incompatibility(model).ifPresent((objection) -> {
			throw new UnsupportedMethodException(method.name(), objection.reason(), objection.nearest());
		});
		if (method.usesGradient() && method.parameters().contains(MethodParameter.LAYER)) {
			options.layers().forEach(model::requireGradientPath);
		}
	}

}
