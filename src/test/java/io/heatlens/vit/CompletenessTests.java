package io.heatlens.vit;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.engine.Autograd;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.ForwardHook;
import io.heatlens.vit.transformer.VisionTransformer;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With a pruned gradient the model is linear in the image and its biases (Mehri et al.
 * 2025, theorem 1): the products with their gradients add up to the logit.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CompletenessTests {

	@AutoClose
	private final Models models = new Models();

	static Stream<Path> folders() {
		return Stream.of(Golden.MODELS, Golden.FAMILIES)
			.flatMap((store) -> Golden.models(store).stream().map(store::resolve));
	}

	@ParameterizedTest
	@MethodSource("folders")
	void prunedInputTimesGradientAndBiasTermsAddUpToTheLogit(Path folder) {
		Model model = this.models.load(folder);
		double[] sums = this.models.run(() -> sums(model, BackwardRule.PRUNED, folder));
		assertThat(sums[0]).isCloseTo(sums[1], Offset.offset(1e-6 * Math.max(1, sums[2])));
	}

	@ParameterizedTest
	@MethodSource("folders")
	void plainInputTimesGradientDoesNotAddUpToTheLogit(Path folder) {
		Model model = this.models.load(folder);
		double[] sums = this.models.run(() -> sums(model, BackwardRule.PLAIN, folder));
		assertThat(Math.abs(sums[0] - sums[1])).isGreaterThan(1e-2);
	}

	@ParameterizedTest
	@MethodSource("folders")
	void pruningDoesNotChangeTheForwardPass(Path folder) {
		Model model = this.models.load(folder);
		this.models.run(() -> {
			try (NDManager manager = model.loaded().weights().newSubManager()) {
				NDArray pixels = Golden.pixels(model, manager, image(folder, 1));
				NDArray plain = model.loaded().transformer(BackwardRule.PLAIN).forward(pixels, ForwardHook.NONE);
				NDArray pruned = model.loaded().transformer(BackwardRule.PRUNED).forward(pixels, ForwardHook.NONE);
				assertThat(pruned.sub(plain).abs().max().getFloat())
					.isLessThan(1e-6f * plain.abs().max().getFloat() * 4);
				return folder;
			}
		});
	}

	private static DecodedImage image(Path folder, int index) {
		Path own = folder.resolve("image-" + index + ".png");
		return Golden.image(Files.exists(own) ? own : Golden.FAMILIES.resolve(own.getFileName()));
	}

	/** The sum of all terms, the logit, and the sum of all terms' sizes. */
	private static double[] sums(Model model, BackwardRule gradient, Path folder) {
		try (NDManager manager = model.loaded().weights().newSubManager()) {
			Leaves leaves = new Leaves(manager);
			VisionTransformer transformer = leaves.copy(model.loaded().transformer(gradient).with(null));
			NDArray pixels = leaves.of(Golden.pixels(model, manager, image(folder, 0)));
			NDArray logits = Autograd.record(() -> transformer.forward(pixels, ForwardHook.NONE));
			float[] vector = new float[(int) logits.size()];
			vector[vector.length - 1] = 1;
			Autograd.backward(logits, manager.create(vector, logits.getShape()));
			double sum = 0;
			double size = 0;
			for (NDArray leaf : leaves.all) {
				NDArray products = leaf.stopGradient().mul(leaf.getGradient());
				sum += products.sum().getFloat();
				size += products.abs().sum().getFloat();
			}
			return new double[] { sum, logits.getFloat(0, vector.length - 1), size };
		}
	}

	/**
	 * Turns all values that are added, not multiplied, into leaves.
	 */
	private static final class Leaves {

		/** The components of records that hold such values. */
		private static final Set<String> ADDED = Set.of("bias", "prefix", "positions");

		private final NDManager manager;

		private final List<NDArray> all = new ArrayList<>();

		Leaves(NDManager manager) {
			this.manager = manager;
		}

		NDArray of(NDArray value) {
			NDArray leaf = value.duplicate();
			leaf.attach(this.manager);
			leaf.setRequiresGradient(true);
			this.all.add(leaf);
			return leaf;
		}

		/** Copies a record of weights with everything in it. */
		@SuppressWarnings("unchecked")
		<T> T copy(T from) {
			return (T) Objects.requireNonNull(value("", from));
		}

		private @Nullable Object value(String name, @Nullable Object from) {
			if (from instanceof NDArray array) {
				return ADDED.contains(name) ? of(array) : array;
			}
			if (from instanceof List<?> list) {
				return list.stream().map((element) -> value("", element)).toList();
			}
			return (from instanceof Record weights) ? copyRecord(weights) : from;
		}

		private Object copyRecord(Record from) {
			try {
				RecordComponent[] components = from.getClass().getRecordComponents();
				Object[] values = new Object[components.length];
				Class<?>[] types = new Class<?>[components.length];
				for (int i = 0; i < components.length; i++) {
					components[i].getAccessor().setAccessible(true);
					types[i] = components[i].getType();
					values[i] = value(components[i].getName(), components[i].getAccessor().invoke(from));
				}
				Constructor<?> constructor = from.getClass().getDeclaredConstructor(types);
				constructor.setAccessible(true);
				return constructor.newInstance(values);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
