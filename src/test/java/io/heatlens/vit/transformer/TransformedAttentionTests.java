package io.heatlens.vit.transformer;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.Models;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Attention with normalised and turned queries and keys.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TransformedAttentionTests {

	@AutoClose
	private final Models models = new Models();

	@Test
	void leadingQueriesEqualThoseOfAllTokens() {
		this.models.run(() -> {
			try (NDManager manager = NDManager.newBaseManager()) {
				Attention attention = attention(manager);
				NDArray tokens = values(manager, 1, 2, 5, 8);
				NDArray all = attention.forward(tokens, 5, 0, ForwardHook.NONE);
				NDArray some = attention.forward(tokens, 2, 0, ForwardHook.NONE);
				assertThat(some.getShape()).isEqualTo(new Shape(2, 2, 8));
				assertThat(some.toFloatArray()).containsExactly(all.get(":, :2").toFloatArray(), within(1e-5f));
				return some;
			}
		});
	}

	private static Attention attention(NDManager manager) {
		LayerNorm norm = new LayerNorm(values(manager, 2, 4), values(manager, 3, 4), 1e-6f);
		NDArray angles = values(manager, 4, 1, 2, 5, 2);
		angles = angles.concat(angles, 3);
		return new TransformedAttention(
				new HeadProjection(new Linear(values(manager, 5, 24, 8), values(manager, 6, 24)), 2),
				List.of(new HeadNorm(norm, norm), new Rotary(angles.cos(), angles.sin())),
				new Linear(values(manager, 7, 8, 8), null));
	}

	@Test
	void turnedPairsAreHalfAHeadApart() {
		this.models.run(() -> {
			try (NDManager manager = NDManager.newBaseManager()) {
				NDArray quarter = manager.create(new float[] { 0, 1, 0, 1 }, new Shape(1, 1, 1, 4));
				Rotary rotary = new Rotary(quarter, quarter.neg().add(1));
				NDArray turned = rotary.key(manager.create(new float[] { 1, 2, 3, 4 }, new Shape(1, 1, 1, 4)));
				assertThat(turned.toFloatArray()).containsExactly(-3, 2, 1, 4);
				return turned;
			}
		});
	}

	private static NDArray values(NDManager manager, int seed, long... shape) {
		float[] values = new float[(int) new Shape(shape).size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) Math.sin(i * i + seed);
		}
		return manager.create(values, new Shape(shape));
	}

}
