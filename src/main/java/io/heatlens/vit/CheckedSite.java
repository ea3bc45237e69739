package io.heatlens.vit;

import io.heatlens.vit.transformer.Site;

/**
 * What the start-up check measured at a layer with one random image.
 *
 * @param site the layer
 * @param gradientPath whether any patch token has a gradient there
 * @param cancels whether gradient times activation sums to rounding noise over the
 * channels, as it does where nothing but a LayerNorm follows
 */
public record CheckedSite(Site site, boolean gradientPath, boolean cancels) {
}
