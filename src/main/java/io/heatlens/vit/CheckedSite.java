package io.heatlens.vit;

import io.heatlens.vit.transformer.Site;

/**
 * The result of the start-up check for one layer, measured with one random image.
 *
 * @param site the layer
 * @param gradientPath whether any patch token has a gradient there
 * @param cancels whether gradient times activation sums to rounding noise over the
 * channels, as it does where only a LayerNorm follows
 */
public record CheckedSite(Site site, boolean gradientPath, boolean cancels) {
}
