/**
 * The text towers of models that have images and texts in one space: a tokenizer, a
 * transformer as a record of weights, and an encoder that remembers the vectors of texts.
 * Strings come in; vectors of length 1 go out. May use {@code hub},
 * {@code vit.checkpoint}, {@code vit.layer}, {@code vit.transformer} and DJL; knows
 * nothing of the names of tensors or of images.
 */
@NullMarked
package io.heatlens.vit.text;

import org.jspecify.annotations.NullMarked;
