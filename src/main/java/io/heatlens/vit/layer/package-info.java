/**
 * The layers that transform each token by itself: linear layers, normalisations,
 * activations and MLPs, as records of weights. Tokens come in and go out; each layer also
 * has a copy with the pruned backward rule. May use {@code api} and DJL; has no state,
 * and knows nothing of blocks or positions.
 */
@NullMarked
package io.heatlens.vit.layer;

import org.jspecify.annotations.NullMarked;
