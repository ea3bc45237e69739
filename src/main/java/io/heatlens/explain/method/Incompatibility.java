package io.heatlens.explain.method;

/**
 * Why a method cannot explain a model.
 *
 * @param reason a clause that follows "because", such as "the model has one class"
 * @param nearest the name of the most similar method that can
 */
public record Incompatibility(String reason, String nearest) {
}
