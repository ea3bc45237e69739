package io.heatlens.explain.method;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.heatlens.vit.Model;

/**
 * A way to explain a prediction. A new method is one new component of one of the two
 * kinds: it then stands in the list of methods, in the error texts and in the tests by
 * itself.
 */
public sealed interface ExplanationMethod permits SinglePassMethod, SampledMethod {

	/**
	 * The name in the API.
	 * @return in lower case, such as {@code grad-cam}
	 */
	String name();

	/**
	 * Says what the map shows.
	 * @return one sentence
	 */
	String summary();

	/**
	 * Names the source.
	 * @return authors, year and title
	 */
	String paper();

	/**
	 * Says what it can be told.
	 * @return the parameters that make a difference to it
	 */
	Set<MethodParameter> parameters();

	/**
	 * Says what an explanation of one image and one target costs.
	 * @return passes through the model, in words
	 */
	String cost();

	/**
	 * Counts what an explanation of one image costs.
	 * @param model that is asked
	 * @param options of the request
	 * @param targets how many
	 * @return passes of its own through the model
	 */
	Passes passes(Model model, MethodOptions options, int targets);

	/**
	 * Says whether different classes get different maps.
	 * @return false if the map shows what the model looks at for whatever class
	 */
	default boolean classDiscriminative() {
		return true;
	}

	/**
	 * Chooses the number that is explained.
	 * @param options of the request
	 * @return that of the request, unless the method defines its own
	 */
	default ScoreFunction scalar(MethodOptions options) {
		return options.scalar();
	}

	/**
	 * Says why a model cannot be explained this way.
	 * @param model that is asked
	 * @return a reason, or nothing if it can
	 */
	default Optional<Incompatibility> objection(Model model) {
		return Optional.empty();
	}

	/**
	 * Says what a reader of a map should know.
	 * @param score that was explained
	 * @return in words
	 */
	default List<String> warnings(double score) {
		return List.of();
	}

	/**
	 * Says whether the maps of several layers can be fused.
	 * @return whether it takes more than one layer
	 */
	default boolean takesLayers() {
		return true;
	}

	default boolean usesGradient() {
		return parameters().contains(MethodParameter.GRADIENT);
	}

}
