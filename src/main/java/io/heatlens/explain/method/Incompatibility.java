package io.heatlens.explain.method;

/**
 * The reason why a method cannot explain a model.
 *
 * @param reason a clause that could follow "because", such as "the model has one class"
 * @param nearest the name of the most similar method that can explain the model
 */
public record Incompatibility(String reason, String nearest) {
}
