/**
 * The flow from images and a request to explanations: plans the passes, shares them among
 * requests, lets the methods read maps from them, and scales, judges and measures the
 * maps. In come images and an {@link io.heatlens.explain.ExplanationRequest}, out go
 * {@link io.heatlens.explain.Explanation}s. May use {@code image}, {@code engine}, {@code
 * vit} and DJL; knows nothing of drawn pictures or HTTP.
 */
@NullMarked
package io.heatlens.explain;

import org.jspecify.annotations.NullMarked;
