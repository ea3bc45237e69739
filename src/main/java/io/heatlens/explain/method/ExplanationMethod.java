package io.heatlens.explain.method;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.heatlens.vit.Model;
import io.heatlens.vit.input.Grid;

/**
 * A way to explain a prediction. A new method is one new component that implements one of
 * the two permitted interfaces. The list of methods, the error texts and the tests of all
 * methods then include it automatically.
 */
public sealed interface ExplanationMethod permits SinglePassMethod, SampledMethod {

	/**
	 * The name in the API.
	 * @return the name in lower case, such as {@code grad-cam}
	 */
	String name();

	/**
	 * A summary of what the map shows.
	 * @return one sentence
	 */
	String summary();

	/**
	 * The source of the method.
	 * @return the authors, the year and the title
	 */
	String paper();

	/**
	 * The parameters that the method uses.
	 * @return the parameters that change its map
	 */
	Set<MethodParameter> parameters();

	/**
	 * The cost of explaining one target of one image.
	 * @return the passes through the model, in words
	 */
	String cost();

	/**
	 * Counts the passes that the method takes for one image.
	 * @param model the model to explain
	 * @param options the options of the request
	 * @param targets the number of targets
	 * @return the passes that the method runs itself, without those that it shares with
	 * other methods
	 */
	Passes passes(Model model, MethodOptions options, int targets);

	/**
	 * The grid of the method's maps.
	 * @param model the model to explain
	 * @param options the options of the request
	 * @return the grid of the layer that the method reads, or that of the model
	 */
	default Grid grid(Model model, MethodOptions options) {
		return parameters().contains(MethodParameter.LAYER) ? model.grid(options.layers().get(0)) : model.grid();
	}

	/**
	 * Whether different classes get different maps.
	 * @return false if the map shows what the model looks at, whatever the class
	 */
	default boolean classDiscriminative() {
		return true;
	}

	/**
	 * Whether the map depends on other classes than the one that is explained.
	 * @return true if the method cannot explain what has no classes
	 */
	default boolean comparesClasses() {
		return false;
	}

	/**
	 * Whether the map is linear in the score, so that doubling the weights of the
	 * classifier doubles the map.
	 * @return true if that holds for the logit as score
	 */
	default boolean linear() {
		return false;
	}

	/**
	 * The score that the method explains.
	 * @param options the options of the request
	 * @return the score of the request, unless the method defines its own
	 */
	default ScoreFunction score(MethodOptions options) {
		return options.score();
	}

	/**
	 * Checks whether the method can explain a model.
	 * @param model the model to explain
	 * @return the reason why it cannot, or empty if it can
	 */
	default Optional<Incompatibility> incompatibility(Model model) {
		return Optional.empty();
	}

	/**
	 * Warns of what a reader of the map should know.
	 * @param score the value of the score that is explained
	 * @return the warnings, each of one or two sentences
	 */
	default List<String> warnings(double score) {
		return List.of();
	}

	/**
	 * Whether the method can fuse the maps of several layers.
	 * @return false if it takes only one layer
	 */
	default boolean takesLayers() {
		return true;
	}

	default boolean usesGradient() {
		return parameters().contains(MethodParameter.GRADIENT);
	}

}
