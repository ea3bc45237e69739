package io.heatlens.vit.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.engine.Autograd;
import io.heatlens.vit.Models;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * A gated MLP without biases, of which the pruned gradient is complete: the products of
 * the input with its gradient add up to the output (Mehri et al. 2025, theorem 1).
 */
@TestInstance(Lifecycle.PER_CLASS)
class GatedMlpTests {

	@AutoClose
	private final Models models = new Models();

	@Test
	void prunedInputTimesGradientAddsUpToTheOutput() {
		float[] sums = sums(true, true);
		assertThat(sums[0]).isCloseTo(sums[1], within(1e-5f));
	}

	@Test
	void prunedInputTimesGradientAddsUpWithoutANorm() {
		float[] sums = sums(true, false);
		assertThat(sums[0]).isCloseTo(sums[1], within(1e-5f));
	}

	@Test
	void plainInputTimesGradientDoesNotAddUp() {
		float[] sums = sums(false, false);
		assertThat(Math.abs(sums[0] - sums[1])).isGreaterThan(0.1f);
	}

	/** The sum of the products, and that of the outputs. */
	private float[] sums(boolean pruned, boolean normed) {
		return this.models.run(() -> {
			try (NDManager manager = NDManager.newBaseManager()) {
				Linear fc2 = new Linear(values(manager, 3, 4, 6), null);
				LayerNorm norm = new LayerNorm(values(manager, 5, 6), manager.zeros(new Shape(6)), 1e-6f);
				GatedMlp exact = new GatedMlp(new Linear(values(manager, 1, 6, 4), null), new Activation.Silu(),
						new Linear(values(manager, 2, 6, 4), null), normed ? new NormedLinear(norm, fc2) : fc2);
				Layer mlp = pruned ? exact.pruned() : exact;
				NDArray input = values(manager, 4, 1, 3, 4);
				input.setRequiresGradient(true);
				NDArray output = Autograd.record(() -> mlp.forward(input));
				Autograd.backward(output, output.onesLike());
				assertThat(output.sub(exact.forward(input)).abs().max().getFloat()).isLessThan(1e-5f);
				return new float[] { input.stopGradient().mul(input.getGradient()).sum().getFloat(),
						output.sum().getFloat() };
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
