package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Rotary position embeddings (Su et al. 2021, equation 34): pairs of channels are turned
 * by angles that grow with the position. The two channels of a pair lie half a head
 * apart. Prefix tokens are turned by the angle 0.
 *
 * @param cosine the cosine of each token's angles, shape (1, 1 or heads, tokens, size)
 * @param sine the sine of each token's angles, of the same shape
 */
public record Rotary(NDArray cosine, NDArray sine) implements HeadTransform {

	@Override
	public NDArray query(NDArray query) {
		return turn(query);
	}

	@Override
	public NDArray key(NDArray key) {
		return turn(key);
	}

	private NDArray turn(NDArray heads) {
		long count = heads.getShape().get(2);
		long half = heads.getShape().get(3) / 2;
		NDArray turned = heads.get("..., " + half + ":").neg().concat(heads.get("..., :" + half), -1);
		NDManager manager = heads.getManager();
		return heads.mul(first(this.cosine, count, manager)).add(turned.mul(first(this.sine, count, manager)));
	}

	private static NDArray first(NDArray table, long count, NDManager manager) {
		NDArray rows = table.get(":, :, :" + count);
		rows.attach(manager);
		return rows;
	}

}
