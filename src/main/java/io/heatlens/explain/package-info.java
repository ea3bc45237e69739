/**
 * The flow from images and a request to explanations: plans the passes, shares them among
 * requests, lets the methods read maps from them, and scales, judges and measures the
 * maps. Images and an {@link io.heatlens.explain.ExplanationRequest} come in;
 * {@link io.heatlens.explain.Explanation}s go out. May use {@code image}, {@code engine},
 * {@code vit} and DJL; knows nothing of drawn pictures or HTTP.
 */
@NullMarked
package io.heatlens.explain;

import org.jspecify.annotations.NullMarked;
