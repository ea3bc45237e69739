package io.heatlens.explain.attention;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.explain.method.CapturedBatch;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.vit.Captures;
import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.Site;

/**
 * The methods that follow attention from what the head reads down to the patches. Only
 * the rows that the head reads are wanted of the product of all blocks' matrices, so one
 * vector goes through them from the last block to the first.
 */
abstract class AttentionMethod implements SinglePassMethod {

	/**
	 * Goes one block down.
	 * @param relevance of the tokens behind the block, shape (batch, 1, queries)
	 * @param captures of a batch
	 * @param block the block's attention
	 * @param options of the request
	 * @return relevance of the tokens before the block, but for what goes past the
	 * attention, shape (batch, 1, tokens); and that, shape (batch, 1, queries)
	 */
	abstract Step step(NDArray relevance, Captures captures, Site block, MethodOptions options);

	@Override
	public Set<Site> sites(Model model, MethodOptions options) {
		return new HashSet<>(Site.attention(model.depth()));
	}

	@Override
	public List<RawMap> map(CapturedBatch look) {
		Model model = look.model();
		NDArray relevance = start(look); // (b,1,q)
		List<Site> blocks = Site.attention(model.depth());
		for (int block = blocks.size() - 1; block >= 0; block--) {
			Step step = step(relevance, look.captures(), blocks.get(block), look.options());
			relevance = step.through().add(padded(step.past(), step.through().getShape())); // (b,1,n)
		}
		return RawMap.of(relevance.squeeze(1).get(":, " + model.prefixTokens() + ":"));
	}

	// What the head reads, as many tokens as the last block has queries
	private static NDArray start(CapturedBatch look) {
		Model model = look.model();
		float[] shares = model.pooling().shares(model.prefixTokens(), model.grid().patches());
		NDArray last = look.captures().value(Site.attention(model.depth()).get(model.depth() - 1));
		NDArray start = last.getManager().create(shares, new Shape(1, 1, shares.length));
		return padded(start.repeat(0, look.targets().length), new Shape(0, 0, last.getShape().get(2)));
	}

	private static NDArray padded(NDArray vectors, Shape shape) {
		long missing = shape.get(2) - vectors.getShape().get(2);
		if (missing == 0) {
			return vectors;
		}
		NDArray zeros = vectors.getManager().zeros(new Shape(vectors.getShape().get(0), 1, missing));
		return vectors.concat(zeros, 2);
	}

	/**
	 * Relevance on its way through a block.
	 *
	 * @param through the attention, shape (batch, 1, tokens)
	 * @param past the attention, shape (batch, 1, queries)
	 */
	record Step(NDArray through, NDArray past) {
	}

}
