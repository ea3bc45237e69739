package io.heatlens.explain.method;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.heatlens.vit.Model;

/**
 * A way to explain a prediction. A new method is one new component that implements one of
 * the two kinds: the list of methods, the error texts and the tests of all methods find
 * it by themselves.
 */
public sealed interface ExplanationMethod permits SinglePassMethod, SampledMethod {

	/**
	 * The name in the API.
	 * @return in lower case, such as {@code grad-cam}
	 */
	String name();

	/**
	 * What the map shows.
	 * @return one sentence
	 */
	String summary();

	/**
	 * The source of the method.
	 * @return authors, year and title
	 */
	String paper();

	/**
	 * The parameters that the method uses.
	 * @return those that make a difference to its map
	 */
	Set<MethodParameter> parameters();

	/**
	 * What an explanation of one image and one target costs.
	 * @return passes through the model, in words
	 */
	String cost();

	/**
	 * Counts the passes of an explanation of one image.
	 * @param model the model to explain
	 * @param options of the request
	 * @param targets number of targets
	 * @return passes of its own through the model, without those that it shares
	 */
	Passes passes(Model model, MethodOptions options, int targets);

	/**
	 * Whether different classes get different maps.
	 * @return false if the map shows what the model looks at, whatever the class
	 */
	default boolean classDiscriminative() {
		return true;
	}

	/**
	 * Whether the map is linear in the score: twice the weights of the classifier give
	 * twice the map.
	 * @return true if it is, with the logit as score
	 */
	default boolean linear() {
		return false;
	}

	/**
	 * The score that the method explains.
	 * @param options of the request
	 * @return the score of the request, unless the method defines its own
	 */
	default ScoreFunction score(MethodOptions options) {
		return options.score();
	}

	/**
	 * Why the method cannot explain a model.
	 * @param model the model to explain
	 * @return the reason, or nothing if it can
	 */
	default Optional<Incompatibility> incompatibility(Model model) {
		return Optional.empty();
	}

	/**
	 * What a reader of a map of this method should know.
	 * @param score the value of the score that was explained
	 * @return one sentence or two per entry
	 */
	default List<String> warnings(double score) {
		return List.of();
	}

	/**
	 * Whether the maps of several layers can be fused.
	 * @return false if the method takes one layer alone
	 */
	default boolean takesLayers() {
		return true;
	}

	default boolean usesGradient() {
		return parameters().contains(MethodParameter.GRADIENT);
	}

}
