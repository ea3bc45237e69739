package io.heatlens.explain.method;

/**
 * Why a method cannot explain a model.
 *
 * @param reason half a sentence
 * @param nearest name of the method most like it that can
 */
public record Incompatibility(String reason, String nearest) {
}
