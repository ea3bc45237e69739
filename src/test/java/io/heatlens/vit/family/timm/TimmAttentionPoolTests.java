package io.heatlens.vit.family.timm;

import java.nio.file.Path;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.Models;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Weights;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.layer.Activation;
import io.heatlens.vit.transformer.AttentionPooling;
import io.heatlens.vit.transformer.ForwardHook;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Attention pooling against {@code AttentionPoolLatent(8, num_heads=2, mlp_ratio=1)} of
 * timm 1.0.29 in float64, with LayerNorm and an epsilon of 1e-6. Value i of its parameter
 * k is sin(i^2 + k), in the order of {@code named_parameters()}; value i of the three
 * tokens is cos(i^2).
 */
@TestInstance(Lifecycle.PER_CLASS)
class TimmAttentionPoolTests {

	private static final float[] ALL = { -3.584119f, -3.310613f, 1.672755f, -1.561254f, -2.666462f, 0.048259f,
			-1.823396f, -1.876148f };

	private static final float[] WITHOUT_FIRST = { -3.712913f, -2.858117f, 1.524733f, -1.692250f, -2.364410f,
			-0.062360f, -1.792866f, -1.495810f };

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path folder;

	private int parameters;

	@BeforeEach
	void write() {
		this.parameters = 0;
		Weights weights = new Weights();
		put(weights, "latent", 1, 1, 8);
		put(weights, "q.weight", 8, 8);
		put(weights, "q.bias", 8);
		put(weights, "kv.weight", 16, 8);
		put(weights, "kv.bias", 16);
		for (String layer : List.of("proj", "norm", "mlp.fc1", "mlp.fc2")) {
			put(weights, layer + ".weight", layer.equals("norm") ? new long[] { 8 } : new long[] { 8, 8 });
			put(weights, layer + ".bias", 8);
		}
		weights.write(this.folder.resolve("model.safetensors"), "F32");
	}

	private void put(Weights weights, String name, long... shape) {
		int count = 1;
		for (long size : shape) {
			count *= (int) size;
		}
		float[] values = new float[count];
		for (int i = 0; i < count; i++) {
			values[i] = (float) Math.sin(i * i + this.parameters);
		}
		this.parameters++;
		weights.put("attn_pool." + name, values, shape);
	}

	@Test
	void poolingOfAllTokensIsThatOfTimm() {
		assertThat(pooled(true)).containsExactly(ALL, within(1e-5f));
	}

	@Test
	void poolingWithoutThePrefixIsThatOfTimm() {
		assertThat(pooled(false)).containsExactly(WITHOUT_FIRST, within(1e-5f));
	}

	private float[] pooled(boolean readsPrefix) {
		return this.models.run(() -> {
			try (NDManager manager = NDManager.newBaseManager()) {
				float[] values = new float[24];
				for (int i = 0; i < values.length; i++) {
					values[i] = (float) Math.cos(i * i);
				}
				NDArray tokens = manager.create(values, new Shape(1, 3, 8));
				return take(manager, 2, readsPrefix).forward(tokens, 1, 1, ForwardHook.NONE).toFloatArray();
			}
		});
	}

	@Test
	void headsThatDoNotDivideTheDimensionAreRefused() {
		this.models.run(() -> {
			try (NDManager manager = NDManager.newBaseManager()) {
				assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> take(manager, 3, true))
					.withMessageContaining("3 heads of the attention pooling");
				return 3;
			}
		});
	}

	private AttentionPooling take(NDManager manager, int heads, boolean readsPrefix) {
		Checkpoint weights = Checkpoint.open(manager, List.of(this.folder.resolve("model.safetensors")), false);
		return TimmAttentionPool.take(new LayerReader(weights, 8, 1e-6f), heads, new Activation.Gelu(), readsPrefix);
	}

}
