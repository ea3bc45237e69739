package io.heatlens.vit.text;

import org.jspecify.annotations.Nullable;

/**
 * How a model wants its texts as tokens. The rest is in the files of the tokenizer.
 *
 * @param context the number of tokens that a text can have; longer texts are cut, and
 * keep their end token
 * @param vocabulary the number of different tokens that the model has
 * @param padded whether every text is padded to {@code context}, because the padding
 * changes its vector; otherwise texts are padded to the longest of a batch
 * @param end the token at which the vector is read, or null if the model finds it by
 * another rule
 * @param cleaning what is done to a text before the tokenizer reads it
 */
public record TokenizerSettings(int context, int vocabulary, boolean padded, @Nullable Integer end,
		TextCleaning cleaning) {
}
