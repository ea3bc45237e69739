package io.heatlens.explain;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Capture;

/**
 * A way to turn activations and gradients into a map. A new method is one new component:
 * it then stands in the list of methods, in the error texts and in the tests by itself.
 */
public interface ExplanationMethod {

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
	 * Says whether different classes get different maps.
	 * @return false if the map shows what the model looks at for whatever class
	 */
	default boolean classDiscriminative() {
		return true;
	}

	/**
	 * Says what an explanation costs.
	 * @return passes through the model
	 */
	default String cost() {
		return "1 forward + 1 backward";
	}

	/**
	 * Computes the map.
	 * @param capture of a batch
	 * @return the signed map before ReLU and scaling, shape (batch, patches)
	 */
	NDArray map(Capture capture);

}
