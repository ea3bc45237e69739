package io.heatlens.vit;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.Closeness;
import io.heatlens.engine.SilentListener;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Gradients against central differences, and with garbage collections in between.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GradientTests {

	@AutoClose
	private final Models models = new Models();

	@ParameterizedTest
	@MethodSource("sites")
	void gradientEqualsCentralDifferences(String name, String layer, int target) {
		Model model = this.models.load(Golden.MODELS.resolve(name));
		DecodedImage image = Golden.image(name, 0);
		Site site = model.site(layer);
		float[] gradient = gradient(model, site, image, target, () -> {
		});
		double largest = IntStream.range(0, gradient.length)
			.mapToDouble((i) -> Math.abs(gradient[i]))
			.max()
			.orElseThrow();
		for (int coordinate : coordinates(gradient)) {
			double difference = this.models.run(() -> difference(model, site, image, target, coordinate));
			assertThat(Math.abs(difference - gradient[coordinate])).as("coordinate %d", coordinate)
				.isLessThan(5e-3 * largest);
		}
	}

	static Stream<Arguments> sites() {
		return Stream.of("hf-vit", "timm-vit-registers-avg", "hf-dinov2")
			.flatMap((model) -> Stream.of("blocks[0].norm1", "blocks[1]", "blocks[-1].norm1")
				.map((layer) -> Arguments.of(model, layer, 2)));
	}

	/** The coordinates of the largest and smallest values, and some in between. */
	private static List<Integer> coordinates(float[] gradient) {
		List<Integer> sorted = IntStream.range(0, gradient.length)
			.boxed()
			.sorted(Comparator.comparing((Integer i) -> Math.abs(gradient[i])))
			.toList();
		return IntStream.of(1, 2, 3, gradient.length / 2, gradient.length / 4, gradient.length)
			.mapToObj((fromEnd) -> sorted.get(gradient.length - fromEnd))
			.toList();
	}

	/**
	 * The central difference of fourth order. Its error is small even with a step that is
	 * large enough for float32.
	 */
	private static double difference(Model model, Site site, DecodedImage image, int target, int coordinate) {
		double step = 0.05;
		double near = logit(model, site, image, target, coordinate, step)
				- logit(model, site, image, target, coordinate, -step);
		double far = logit(model, site, image, target, coordinate, 2 * step)
				- logit(model, site, image, target, coordinate, -2 * step);
		return (8 * near - far) / (12 * step);
	}

	private static double logit(Model model, Site site, DecodedImage image, int target, int coordinate, double step) {
		try (NDManager manager = model.loaded().weights().newSubManager()) {
			NDArray pixels = Golden.pixels(model, manager, image);
			return model.loaded().transformer(BackwardRule.PLAIN).forward(pixels, (at, value) -> {
				if (!at.equals(site)) {
					return value;
				}
				float[] moved = value.toFloatArray();
				int dim = (int) value.getShape().get(2);
				moved[model.prefixTokens() * dim + coordinate] += (float) step;
				return value.getManager().create(moved, value.getShape());
			}).getFloat(0, target);
		}
	}

	/**
	 * DJL wraps a Java number in a direct buffer, which is freed while the graph still
	 * reads it, so that a factor could change.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "golden/models/hf-vit", "variants/timm-clip-quickgelu", "golden/models/hf-dinov2",
			"golden/models/hf-deit-distilled" })
	@Tag("slow")
	void garbageCollectionBetweenForwardAndBackwardChangesNothing(String name) {
		Path folder = Path.of("src/test/resources", name);
		Model model = this.models.load(folder);
		DecodedImage image = Golden.image(folder.resolve("image-0.png"));
		Site site = model.site("blocks[0].norm1");
		float[] expected = gradient(model, site, image, 1, () -> {
		});
		for (int i = 0; i < 15; i++) {
			Closeness.assertClose(gradient(model, site, image, 1, GradientTests::collectAndOverwrite), expected);
		}
	}

	private static void collectAndOverwrite() {
		System.gc();
		// new buffers of the same size get the memory of freed ones
		for (int i = 0; i < 3000; i++) {
			ByteBuffer buffer = ByteBuffer.allocateDirect(4 + i % 64);
			while (buffer.hasRemaining()) {
				buffer.put((byte) 0x7f);
			}
		}
	}

	private float[] gradient(Model model, Site site, DecodedImage image, int target, Runnable between) {
		return this.models.run(() -> {
			try (ModelSession session = model.open(new SilentListener())) {
				ForwardPass pass = session.record(session.stack(List.of(session.model().prepare(image))), Set.of(site),
						Set.of(site), BackwardRule.PLAIN);
				between.run();
				float[][] vectors = new float[1][model.labels().names().size()];
				vectors[0][target] = 1;
				float[] gradient = pass.differentiate(vectors).patches(site).gradients().toFloatArray();
				return Arrays.copyOf(gradient, gradient.length);
			}
		});
	}

}
