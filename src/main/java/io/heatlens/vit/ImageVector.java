package io.heatlens.vit;

import io.heatlens.api.ApiEnum;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.TokenPooling;

/**
 * What a model takes as the vector of an image.
 */
public enum ImageVector implements ApiEnum {

	/** The CLS token after the last LayerNorm. */
	CLS,

	/** The pooled tokens: what a classifier reads, or the result of attention pooling. */
	POOLED,

	/** The pooled tokens, projected to the space of texts and images. */
	PROJECTED;

	/**
	 * Finds what a model takes as the vector of an image.
	 * @param model the model
	 * @return the kind of the outputs of its embedder
	 */
	public static ImageVector of(Model model) {
		Head head = model.embedder().loaded().transformer().head();
		if (head.last() != null) {
			return PROJECTED;
		}
		return (head.pooling() == TokenPooling.CLS) ? CLS : POOLED;
	}

}
