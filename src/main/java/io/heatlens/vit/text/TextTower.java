package io.heatlens.vit.text;

/**
 * The text side of a model that has images and texts in one space, without its tokenizer.
 * The logit of an image and a text is {@code logitScale} times the cosine of their
 * vectors plus {@code logitBias}.
 *
 * @param transformer the transformer, which computes the vectors of texts
 * @param tokenizer how the transformer wants texts as tokens
 * @param logitScale the factor of the cosine
 * @param logitBias the number that is added, 0 for CLIP
 * @param sigmoid whether the probability of a text is the sigmoid of its logit, as for
 * SigLIP; otherwise it is the softmax over the texts
 */
public record TextTower(TextTransformer transformer, TokenizerSettings tokenizer, float logitScale, float logitBias,
		boolean sigmoid) {
}
