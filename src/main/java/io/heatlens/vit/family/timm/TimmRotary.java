package io.heatlens.vit.family.timm;

import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.RotaryTable;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.Rotary;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rotary positions of timm's architectures, which turn the pairs of channels of a
 * patch's queries and keys by angles that depend on its row and its column.
 *
 * @param type the {@code rope_type} in timm
 * @param temperature the ratio of the highest to the lowest frequency
 * @param reference the patch grid to which positions are scaled, or null if they are not
 * @param offset the position of the first row and of the first column
 * @param columnFirst whether the first half of the pairs is turned by the column, and not
 * by the row; if frequencies are mixed, whether the first of the two belongs to the
 * column
 */
record TimmRotary(Type type, double temperature, @Nullable Grid reference, double offset, boolean columnFirst) {

	private static final Pattern PERCEPTION_ENCODER = Pattern
		.compile("vit_pe_[a-z]+_(?<size>[a-z]+)_patch(?<patch>\\d+)_(?<input>\\d+)");

	/**
	 * How an angle follows from a row and a column.
	 */
	enum Type {

		/**
		 * A frequency for each pair of channels, for the row or for the column (Fang et
		 * al. 2023, EVA-02).
		 */
		CAT,

		/**
		 * Two learned frequencies for each pair of channels of each head of each block,
		 * for the row and for the column (Heo et al. 2024, equation 9).
		 */
		MIXED,

		/**
		 * As {@link #CAT}, with positions between -1 and 1 whatever the size of the grid
		 * (Siméoni et al. 2025, section 3.2). The pairs lie half a head apart.
		 */
		DINOV3

	}

	/**
	 * Finds the rotary positions of an architecture.
	 * @param config the configuration, whose {@code model_args} have priority
	 * @return the positions, or null if the architecture has none
	 * @throws InvalidModelException if an argument is not supported
	 */
	static @Nullable TimmRotary of(TimmConfig config) {
		TimmRotary published = published(config.architecture());
		if (!config.argument("use_rot_pos_emb").asBoolean(published != null)) {
			return null;
		}
		TimmRotary base = (published != null) ? published : new TimmRotary(Type.CAT, 10000, null, 0, false);
		TimmRotary rotary = new TimmRotary(type(config.argument("rope_type"), base.type),
				config.argument("rope_temperature").asDouble(base.temperature),
				grid(config.argument("ref_feat_shape"), base.reference),
				config.argument("rope_grid_offset").asDouble(base.offset),
				config.argument("rope_grid_indexing").asString(base.columnFirst ? "xy" : "ij").equals("xy"));
		if (config.argument("rope_rotate_half").asBoolean(!rotary.interleaved()) == rotary.interleaved()) {
			throw new InvalidModelException("model_args.rope_rotate_half is %s, which is not supported for rope_type %s"
				.formatted(config.argument("rope_rotate_half"), rotary.type));
		}
		if (rotary.type == Type.DINOV3 && rotary.columnFirst) {
			throw new InvalidModelException(
					"model_args.rope_grid_indexing is xy, which is not supported for rope_type dinov3");
		}
		return rotary;
	}

	private static Type type(JsonNode name, Type published) {
		return switch (name.asString("")) {
			case "" -> published;
			case "cat" -> Type.CAT;
			case "mixed" -> Type.MIXED;
			case "dinov3" -> Type.DINOV3;
			default ->
				throw new InvalidModelException("model_args.rope_type should be cat, mixed or dinov3, but is " + name);
		};
	}

	private static @Nullable Grid grid(JsonNode sides, @Nullable Grid published) {
		if (sides.isMissingNode() || sides.isNull()) {
			return published;
		}
		return sides.isInt() ? new Grid(sides.asInt(), sides.asInt())
				: new Grid(sides.path(0).asInt(), sides.path(1).asInt());
	}

	private static @Nullable TimmRotary published(String architecture) {
		Matcher encoder = PERCEPTION_ENCODER.matcher(architecture);
		if (encoder.matches()) {
			int side = Integer.parseInt(encoder.group("input")) / Integer.parseInt(encoder.group("patch"));
			return new TimmRotary(Type.CAT, 10000, new Grid(side, side),
					encoder.group("size").equals("gigantic") ? 0 : 1, true);
		}
		if (architecture.startsWith("eva_") || architecture.startsWith("eva02_enormous_")) {
			return null;
		}
		if (architecture.startsWith("eva02_") || architecture.contains("_rope_reg")) {
			return new TimmRotary(Type.CAT, 10000, new Grid(16, 16), 0, false);
		}
		if (architecture.contains("_rope_mixed_")) {
			return new TimmRotary(Type.MIXED, 10, null, 0, true);
		}
		return architecture.contains("_rope_") ? new TimmRotary(Type.CAT, 100, null, 0, true)
				: new TimmRotary(Type.DINOV3, 100, null, 0, false);
	}

	/**
	 * Whether the two channels of a pair are neighbours in the checkpoint.
	 * @return false if they lie half a head apart, as they do in {@link Rotary}
	 */
	boolean interleaved() {
		return this.type != Type.DINOV3;
	}

	/**
	 * Computes the tables of all blocks, and takes the learned frequencies if there are
	 * any.
	 * @param layers the reader of the checkpoint
	 * @param embedding the embedding, whose prefix tokens are not turned
	 * @param heads the number of heads
	 * @param depth the number of blocks
	 * @return the tables of each block
	 * @throws InvalidModelException if the heads do not have pairs for rows and columns
	 */
	List<Rotary> tables(LayerReader layers, PatchEmbedding embedding, int heads, int depth) {
		if (heads < 1 || layers.dim() % (4 * heads) != 0) {
			throw new InvalidModelException("with rotary positions, the size of a head should be a multiple of 4, "
					+ "but the dimension is %d and the number of heads %d".formatted(layers.dim(), heads));
		}
		int pairs = layers.dim() / heads / 2;
		return switch (this.type) {
			case MIXED -> mixed(layers, embedding, heads, depth);
			case DINOV3 -> Collections.nCopies(depth, RotaryTable.dinov3(embedding, 2 * pairs, this.temperature));
			case CAT ->
				Collections.nCopies(depth, RotaryTable.create(embedding, 1, pairs, angle(embedding.grid(), pairs)));
		};
	}

	private List<Rotary> mixed(LayerReader layers, PatchEmbedding embedding, int heads, int depth) {
		int pairs = layers.dim() / heads / 2;
		try (NDArray freqs = layers.take("rope.freqs", 2, depth, heads, pairs)) {
			float[] values = freqs.toFloatArray();
			int half = values.length / 2;
			return IntStream.range(0, depth)
				.mapToObj((block) -> RotaryTable.create(embedding, heads, pairs, (head, pair, row, column) -> {
					int at = (block * heads + head) * pairs + pair;
					return (double) values[at] * (this.columnFirst ? column : row)
							+ (double) values[half + at] * (this.columnFirst ? row : column);
				}))
				.toList();
		}
	}

	private RotaryTable.Angle angle(Grid grid, int pairs) {
		int bands = pairs / 2;
		Grid scaled = (this.reference != null) ? this.reference : new Grid(0, 0);
		return (head, pair, row, column) -> {
			boolean ofColumn = (pair < bands) == this.columnFirst;
			double position = ofColumn ? position(column, grid.columns(), scaled.columns())
					: position(row, grid.rows(), scaled.rows());
			return position * Math.pow(this.temperature, -(double) (pair % bands) / bands);
		};
	}

	private double position(int index, int count, int scaled) {
		return (scaled > 0) ? (index + this.offset) / count * scaled : index + this.offset;
	}

}
