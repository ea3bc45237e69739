package io.heatlens.vit.family;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.Rotary;

/**
 * Creates the tables of cosines and sines of rotary positions, and brings projections
 * whose pairs of channels are neighbours into the order of {@link Rotary}.
 */
public final class RotaryTable {

	private RotaryTable() {
	}

	/**
	 * Computes the tables in double precision.
	 * @param embedding the embedding, which owns the tables; its prefix tokens are turned
	 * by the angle 0
	 * @param heads the number of heads that are turned by angles of their own, or 1
	 * @param pairs the number of pairs of channels of a head
	 * @param angle the angle of each pair of each patch
	 * @return the tables, shape (1, heads, tokens, 2 pairs)
	 */
	public static Rotary create(PatchEmbedding embedding, int heads, int pairs, Angle angle) {
		Grid grid = embedding.grid();
		int prefix = embedding.prefixTokens();
		int tokens = prefix + grid.patches();
		float[] cosine = new float[heads * tokens * 2 * pairs];
		float[] sine = new float[cosine.length];
		Arrays.fill(cosine, 1);
		for (int head = 0; head < heads; head++) {
			for (int patch = 0; patch < grid.patches(); patch++) {
				int at = (head * tokens + prefix + patch) * 2 * pairs;
				for (int pair = 0; pair < pairs; pair++) {
					double turn = angle.of(head, pair, patch / grid.columns(), patch % grid.columns());
					cosine[at + pair] = (float) Math.cos(turn);
					cosine[at + pairs + pair] = cosine[at + pair];
					sine[at + pair] = (float) Math.sin(turn);
					sine[at + pairs + pair] = sine[at + pair];
				}
			}
		}
		NDManager manager = embedding.kernel().getManager();
		Shape shape = new Shape(1, heads, tokens, 2L * pairs);
		return new Rotary(manager.create(cosine, shape), manager.create(sine, shape));
	}

	/**
	 * Computes the tables of DINOv3 (Siméoni et al. 2025): the centres of the patches lie
	 * between -1 and 1 along each axis, and the first half of the pairs belongs to the
	 * rows.
	 * @param embedding the embedding, whose prefix tokens are not turned
	 * @param size the size of a head
	 * @param temperature the ratio of the largest to the smallest wavelength
	 * @return the tables, shape (1, 1, tokens, size)
	 * @throws InvalidModelException if a head does not have pairs for rows and columns
	 */
	public static Rotary dinov3(PatchEmbedding embedding, int size, double temperature) {
		if (size % 4 != 0) {
			throw new InvalidModelException(
					"with rotary positions, the size of a head should be a multiple of 4, but is " + size);
		}
		int bands = size / 4;
		Grid grid = embedding.grid();
		return create(embedding, 1, 2 * bands, (head, pair, row, column) -> {
			double position = (pair < bands) ? (row + 0.5) / grid.rows() : (column + 0.5) / grid.columns();
			return 2 * Math.PI * (2 * position - 1) * Math.pow(temperature, -(double) (pair % bands) / bands);
		});
	}

	/**
	 * Moves the first channels of the pairs of each head before the second ones. The
	 * products of queries and keys stay the same if this is done to both.
	 * @param rows the weight or the bias of a projection whose pairs are neighbours,
	 * shape (dim, in) or (dim), which is closed
	 * @param heads the number of heads
	 * @return the same rows in another order
	 */
	public static NDArray halves(NDArray rows, int heads) {
		Shape shape = rows.getShape();
		long size = shape.get(0) / heads;
		try (NDArray pairs = rows.reshape(heads, size / 2, 2, rows.size() / shape.get(0));
				NDArray halves = pairs.swapAxes(1, 2)) {
			NDArray ordered = halves.reshape(shape);
			rows.close();
			return ordered;
		}
	}

	/**
	 * The angle by which a pair of channels is turned.
	 */
	@FunctionalInterface
	public interface Angle {

		/**
		 * Computes the angle.
		 * @param head the index of the head
		 * @param pair the index of the pair
		 * @param row the row of the patch
		 * @param column the column of the patch
		 * @return the angle in radians
		 */
		double of(int head, int pair, int row, int column);

	}

}
