package io.heatlens.explain;

import io.heatlens.vit.Site;

/**
 * What to explain, and how.
 *
 * @param method that makes the map
 * @param target which classes
 * @param site where the method looks, one with a gradient path
 * @param normalization of the map
 */
public record ExplanationRequest(ExplanationMethod method, Target target, Site site, Normalization normalization) {
}
