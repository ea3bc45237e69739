package io.heatlens.explain.attention;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.explain.method.CapturedBatch;
import io.heatlens.explain.method.Incompatibility;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.vit.Captures;
import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.AttentionPooling;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.TokenPooling;

/**
 * Base class of the methods that follow the attention from the tokens that the head reads
 * down to the patches. Of the product of all attention matrices only the rows of those
 * tokens are needed, so the matrices are applied to one vector per image, from the last
 * block to the first.
 */
abstract class AttentionMethod implements SinglePassMethod {

	/**
	 * Passes the relevance of the tokens from the output of a block to its input.
	 * @param relevance the relevance of the tokens after the block, shape (batch, 1,
	 * queries)
	 * @param captures the captures of the batch
	 * @param block the site of the block's attention
	 * @param options the options of the request
	 * @return the relevance of the tokens before the block
	 */
	abstract Step step(NDArray relevance, Captures captures, Site block, MethodOptions options);

	/**
	 * Reads the relevance of the tokens from the weights of an attention pooling.
	 * @param captures the captures of the batch
	 * @param pooling the site of the pooling
	 * @param options the options of the request
	 * @return the relevance of the tokens that the pooling reads, shape (batch, 1,
	 * tokens)
	 */
	abstract NDArray pooled(Captures captures, Site pooling, MethodOptions options);

	@Override
	public Optional<Incompatibility> incompatibility(Model model) {
		return model.attendsGlobally() ? Optional.empty() : Optional.of(new Incompatibility(
				"it follows the attention of all tokens from block to block, and this model attends within windows or with negative weights",
				"grad-cam"));
	}

	@Override
	public Set<Site> sites(Model model, MethodOptions options) {
		Set<Site> sites = new HashSet<>(Site.attention(model.depth()));
		if (model.pooling() instanceof AttentionPooling) {
			sites.add(Site.pooling(model.depth()));
		}
		return sites;
	}

	@Override
	public List<RawMap> map(CapturedBatch batch) {
		Model model = batch.model();
		NDArray relevance = start(batch); // (b,1,q)
		List<Site> blocks = Site.attention(model.depth());
		for (int block = blocks.size() - 1; block >= 0; block--) {
			Step step = step(relevance, batch.captures(), blocks.get(block), batch.options());
			relevance = step.through().add(padded(step.past(), step.through().getShape())); // (b,1,n)
		}
		return RawMap.of(model.grid(), relevance.squeeze(1).get(":, " + model.prefixTokens() + ":"));
	}

	// Returns the pooling weights of the tokens that the head reads, padded with zeros to
	// the queries of the last block.
	private NDArray start(CapturedBatch batch) {
		Model model = batch.model();
		NDArray last = batch.captures().value(Site.attention(model.depth()).get(model.depth() - 1));
		if (!(model.pooling() instanceof TokenPooling pooling)) {
			NDArray weights = pooled(batch.captures(), Site.pooling(model.depth()), batch.options()); // (b,1,m)
			long missing = last.getShape().get(3) - weights.getShape().get(2);
			return weights.getManager().zeros(new Shape(weights.getShape().get(0), 1, missing)).concat(weights, 2);
		}
		float[] shares = pooling.shares(model.prefixTokens(), model.grid().patches());
		NDArray start = last.getManager().create(shares, new Shape(1, 1, shares.length));
		return padded(start.repeat(0, batch.goals().size()), new Shape(0, 0, last.getShape().get(2)));
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
	 * The relevance of the tokens before a block, as two parts to be added.
	 *
	 * @param through the part that comes through the attention, shape (batch, 1, tokens)
	 * @param past the part that bypasses the attention on the residual connection, shape
	 * (batch, 1, queries)
	 */
	record Step(NDArray through, NDArray past) {
	}

}
