package io.heatlens.vit.family;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.LinearNorm;
import io.heatlens.vit.layer.NormedLinear;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.MergingBlock;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.PatchMerging;
import io.heatlens.vit.transformer.TokenPooling;
import io.heatlens.vit.transformer.VisionTransformer;
import tools.jackson.databind.JsonNode;

/**
 * Takes the parts that all Swin Transformers have: stages of blocks, with patches merged
 * between the stages, and a head that reads the mean of all tokens.
 *
 * @param weights the tensors of the checkpoint
 * @param names the names of the parts
 * @param postNorm whether merged patches are normalised after their projection, as in
 * Swin Transformer V2, instead of before it
 * @param activation the name of the activation of each MLP
 * @param epsilon the epsilon of the LayerNorms of the blocks and of the head
 */
public record SwinReader(Checkpoint weights, SwinNames names, boolean postNorm, String activation, float epsilon) {

	/** The epsilon of the other LayerNorms, which is the default of torch. */
	private static final float EPSILON = 1e-5f;

	/**
	 * Takes all tensors.
	 * @param input the size of the model's input
	 * @param depths the number of blocks of each stage in the configuration, or a missing
	 * node
	 * @param blocks takes the blocks
	 * @return the model
	 * @throws InvalidModelException if a tensor is missing or has another shape, or if a
	 * grid would have to be padded
	 */
	public VisionTransformer read(InputSize input, JsonNode depths, BlockReader blocks) {
		List<Integer> counts = counts(depths);
		int dim = (int) this.weights.shape(this.names.projection() + ".weight", 4)[0];
		PatchEmbedding embedding = embedding(input, dim);
		LayerNorm embeddingNorm = layers(dim, EPSILON).norm(this.names.embeddingNorm());
		List<Block> all = new ArrayList<>(blocks(counts.get(0), stage(0, dim, embedding.grid()), blocks));
		Grid grid = embedding.grid();
		for (int index = 1; index < counts.size(); index++) {
			PatchMerging merging = merging(index, dim, grid);
			grid = merging.output();
			dim = merging.dim();
			List<Block> stage = blocks(counts.get(index), stage(index, dim, grid), blocks);
			all.add(new MergingBlock(merging, stage.get(0)));
			all.addAll(stage.subList(1, stage.size()));
		}
		return new VisionTransformer(embedding, embeddingNorm, all, head(dim));
	}

	private List<Integer> counts(JsonNode depths) {
		List<Integer> counts = IntStream.range(0, 100)
			.map(this::count)
			.takeWhile((count) -> count > 0)
			.boxed()
			.toList();
		if (counts.isEmpty()) {
			throw new InvalidModelException(
					"the tensor %s.%s.weight is missing".formatted(this.names.block(0, 0), this.names.norm1()));
		}
		if (depths.isArray() && !depths.valueStream().map((depth) -> depth.asInt(0)).toList().equals(counts)) {
			throw new InvalidModelException(
					"depths should be %s, as the tensors have it, but is %s".formatted(counts, depths));
		}
		return counts;
	}

	private int count(int stage) {
		return (int) IntStream.range(0, 1000)
			.takeWhile((i) -> this.weights.has(this.names.block(stage, i) + "." + this.names.norm1() + ".weight"))
			.count();
	}

	private PatchEmbedding embedding(InputSize input, int dim) {
		String name = this.names.projection();
		long[] kernel = this.weights.shape(name + ".weight", 4);
		NDArray weight = this.weights.take(name + ".weight", dim, ModelFamily.channels((int) kernel[1]), kernel[2],
				kernel[3]);
		Grid grid = input.grid((int) kernel[2], (int) kernel[3]);
		if (input.height() % kernel[2] != 0 || input.width() % kernel[3] != 0) {
			throw new InvalidModelException(
					"an input of %d x %d cannot be divided into patches of %d x %d, and padding is not supported"
						.formatted(input.height(), input.width(), kernel[2], kernel[3]));
		}
		return new PatchEmbedding(weight, this.weights.take(name + ".bias", dim), this.weights.noTokens(dim), null,
				grid);
	}

	private LayerReader layers(int dim, float epsilon) {
		return new LayerReader(this.weights, dim, epsilon);
	}

	private SwinStage stage(int index, int dim, Grid grid) {
		LayerReader layers = layers(dim, this.epsilon);
		return new SwinStage(index, layers, this.names, grid, layers.activation(this.activation));
	}

	private List<Block> blocks(int count, SwinStage stage, BlockReader blocks) {
		return IntStream.range(0, count)
			.mapToObj((i) -> blocks.read(stage, this.names.block(stage.index(), i), i % 2 == 1))
			.toList();
	}

	private PatchMerging merging(int stage, int dim, Grid grid) {
		if (grid.rows() % 2 != 0 || grid.columns() % 2 != 0) {
			throw new InvalidModelException(
					"the grid of %d x %d patches before stage %d cannot be halved, and padding is not supported: use the input size that the model was trained with"
						.formatted(grid.rows(), grid.columns(), stage));
		}
		String name = this.names.merging(stage);
		LayerReader layers = layers(dim, EPSILON);
		int merged = (int) this.weights.shape(name + ".reduction.weight", 2)[0];
		Linear reduction = layers.linear(name + ".reduction", merged, 4L * dim, false);
		LayerNorm norm = layers.norm(name + ".norm", this.postNorm ? merged : 4L * dim);
		Layer layer = this.postNorm ? new LinearNorm(reduction, norm) : new NormedLinear(norm, reduction);
		return new PatchMerging(grid, layer, merged);
	}

	private Head head(int dim) {
		LayerReader layers = layers(dim, this.epsilon);
		return new Head((this.names.norm() != null) ? layers.norm(this.names.norm()) : null, TokenPooling.PATCH_MEAN,
				null,
				(this.names.classifier() != null) ? Classifiers.take(layers, this.names.classifier(), dim) : null);
	}

	/**
	 * Takes a block.
	 */
	@FunctionalInterface
	public interface BlockReader {

		/**
		 * Takes the tensors of a block.
		 * @param stage the stage of the block
		 * @param name the name of the block in the checkpoint
		 * @param shifted whether the windows of the block are shifted if they do not
		 * cover the grid
		 * @return the block
		 */
		Block read(SwinStage stage, String name, boolean shifted);

	}

}
