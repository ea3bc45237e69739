package io.heatlens.explain;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.CheckedSite;
import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.Site;

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
	 * @throws UnsupportedMethodException if the method cannot explain the model, or
	 * cannot fuse the maps of the layers
	 * @throws io.heatlens.vit.NoGradientPathException if the method uses gradients, and
	 * one of the layers has none
	 */
	public void check(ExplanationMethod method, Model model, MethodOptions options) {
		method.incompatibility(model).ifPresent((incompatibility) -> {
			throw new UnsupportedMethodException(method.name(), incompatibility.reason(), incompatibility.nearest());
		});
		if (method.parameters().contains(MethodParameter.LAYER)) {
			checkGrids(method, model, options.layers());
		}
		if (method.usesGradient() && method.parameters().contains(MethodParameter.LAYER)) {
			options.layers().forEach(model::requireGradientPath);
		}
	}

	private static void checkGrids(ExplanationMethod method, Model model, List<Site> layers) {
		if (layers.stream().map(model::grid).distinct().count() > 1) {
			Site last = layers.get(layers.size() - 1);
			throw new UnsupportedMethodException(
					"The method \"%s\" cannot fuse maps of different grids: %s. Name layers of one grid, such as %s."
						.formatted(method.name(), join(layers, ", ", (layer) -> described(model, layer)),
								join(neighbours(model, last), " and ", Site::name)));
		}
	}

	private static String described(Model model, Site layer) {
		return "%s has %d x %d".formatted(layer.name(), model.grid(layer).rows(), model.grid(layer).columns());
	}

	// The last two layers that have the grid of a layer, of its kind if there are two.
	private static List<Site> neighbours(Model model, Site layer) {
		List<Site> all = model.sites()
			.stream()
			.map(CheckedSite::site)
			.filter((site) -> model.grid(site).equals(model.grid(layer)))
			.toList();
		List<Site> same = all.stream().filter((site) -> site.part() == layer.part()).toList();
		List<Site> chosen = (same.size() > 1) ? same : all;
		return chosen.subList(chosen.size() - 2, chosen.size());
	}

	private static String join(List<Site> layers, String separator, Function<Site, String> text) {
		return layers.stream().map(text).collect(Collectors.joining(separator));
	}

}
