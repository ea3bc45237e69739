package io.heatlens.vit.transformer;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.layer.Linear;

/**
 * The projection of tokens to the queries, keys and values of each head (Dosovitskiy et
 * al. 2021, equation 5).
 *
 * @param linear the projections below each other, shape (3 dim, dim); the queries are
 * already divided by the square root of the head size
 * @param heads the number of heads
 */
public record HeadProjection(Linear linear, int heads) {

	/**
	 * Projects tokens.
	 * @param tokens the tokens, shape (batch, tokens, dim)
	 * @param queries the number of leading tokens whose queries are computed
	 * @return the queries, shape (batch, heads, queries, size), and the keys and the
	 * values, shape (batch, heads, tokens, size) each
	 */
	List<NDArray> forward(NDArray tokens, long queries) {
		long count = tokens.getShape().get(1);
		if (queries == count) {
			NDArray parts = split(this.linear.forward(tokens), 3, this.heads).transpose(2, 0, 3, 1, 4); // (3,b,h,n,s)
			return List.of(parts.get(0), parts.get(1), parts.get(2));
		}
		NDManager manager = tokens.getManager();
		NDArray query = part(0, 1, manager).forward(VisionTransformer.first(tokens, queries));
		NDArray rest = part(1, 3, manager).forward(tokens);
		NDArray parts = split(rest, 2, this.heads).transpose(2, 0, 3, 1, 4); // (2,b,h,n,s)
		return List.of(split(query, 1, this.heads).squeeze(2).swapAxes(1, 2), parts.get(0), parts.get(1));
	}

	private static NDArray split(NDArray projected, int parts, int heads) {
		Shape shape = projected.getShape();
		return projected.reshape(shape.get(0), shape.get(1), parts, heads, shape.get(2) / parts / heads);
	}

	/**
	 * Joins the heads.
	 * @param mixed the values of each head, shape (batch, heads, queries, size)
	 * @return the concatenated heads, shape (batch, queries, heads x size)
	 */
	static NDArray join(NDArray mixed) {
		Shape shape = mixed.getShape();
		return mixed.swapAxes(1, 2).reshape(shape.get(0), shape.get(2), shape.get(1) * shape.get(3));
	}

	/**
	 * Returns some of the projections to queries (0), keys (1) and values (2).
	 * @param from the first part
	 * @param to the part after the last
	 * @param manager the manager that owns the views
	 * @return a linear layer of these rows
	 */
	Linear part(int from, int to, NDManager manager) {
		long dim = this.linear.weight().getShape().get(0) / 3;
		String rows = from * dim + ":" + to * dim;
		NDArray weight = this.linear.weight().get(rows);
		weight.attach(manager);
		NDArray bias = (this.linear.bias() != null) ? this.linear.bias().get(rows) : null;
		if (bias != null) {
			bias.attach(manager);
		}
		return new Linear(weight, bias);
	}

}
