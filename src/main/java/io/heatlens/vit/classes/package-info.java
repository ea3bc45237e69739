/**
 * The classes that a request distinguishes: their labels, and how their logits are
 * computed from the outputs of a model. Outputs come in; logits and labels go out. May
 * use {@code api}, {@code hub}, {@code vit.checkpoint} and {@code vit.family}; no DJL.
 */
@NullMarked
package io.heatlens.vit.classes;

import org.jspecify.annotations.NullMarked;
