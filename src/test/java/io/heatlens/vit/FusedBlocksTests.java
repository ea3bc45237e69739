package io.heatlens.vit;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.engine.DataParallelPool;
import io.heatlens.engine.Precision;
import io.heatlens.engine.SilentListener;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.ForwardHook;
import io.heatlens.vit.transformer.Kernels;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.VisionTransformer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fused, shortened and rounded passes have the logits of the whole model.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FusedBlocksTests {

	/**
	 * Captures every site, so that every operation and token is computed.
	 */
	private static final ForwardHook EVERYWHERE = new ForwardHook() {
		@Override
		public NDArray at(Site site, NDArray value) {
			return value;
		}

		@Override
		public boolean needsAllTokens(int last) {
			return true;
		}
	};

	@AutoClose
	private final Models models = new Models();

	static List<String> names() {
		return Golden.models();
	}

	@ParameterizedTest
	@MethodSource("names")
	void shortTailAndFusedTrunkGiveTheLogitsOfTheWholeModel(String name) {
		Model model = this.models.load(Golden.MODELS.resolve(name));
		assertThat(difference(model, model, name)).isLessThan(1e-5);
	}

	@ParameterizedTest
	@MethodSource("names")
	void partsOfABatchHaveTheLogitsOfSingleImages(String name) {
		Model model = this.models.load(Golden.MODELS.resolve(name));
		int count = 4 * Runtime.getRuntime().availableProcessors();
		assertThat(deviation(model, name, count)).isLessThan(1e-5);
		assertThat(deviation(model, name, count - 1)).isLessThan(1e-5);
	}

	@ParameterizedTest
	@MethodSource("names")
	@Tag("slow")
	void partsOfABatchInBfloat16HaveNearlyTheSameLogits(String name) {
		Assumptions.assumeTrue(PrecisionChoice.supported(), "skipped: this CPU has no bfloat16 instructions");
		try (Models brain = new Models(Precision.BFLOAT16)) {
			Model model = brain.load(Golden.MODELS.resolve(name));
			assertThat(deviation(model, name, 4 * Runtime.getRuntime().availableProcessors())).isLessThan(0.05);
		}
	}

	// Relative to the largest logit, between a batch of two images in turns and each
	// alone
	private double deviation(Model model, String name, int count) {
		float[][] alone = { logits(model, name, 0)[0], logits(model, name, 1)[0] };
		int[] images = IntStream.range(0, count).map((image) -> (image + image / 2) % 2).toArray();
		float[][] together = logits(model, name, images);
		double most = 0;
		double largest = 0;
		for (int i = 0; i < count; i++) {
			for (int label = 0; label < together[i].length; label++) {
				most = Math.max(most, Math.abs(together[i][label] - alone[images[i]][label]));
				largest = Math.max(largest, Math.abs(alone[images[i]][label]));
			}
		}
		return most / largest;
	}

	private float[][] logits(Model model, String name, int... images) {
		return this.models.run(() -> {
			try (ModelSession session = model.open(new SilentListener())) {
				return session.logits(session.stack(
						IntStream.of(images).mapToObj((image) -> model.prepare(Golden.image(name, image))).toList()));
			}
		});
	}

	@ParameterizedTest
	@MethodSource("names")
	@Tag("slow")
	void bfloat16BlocksHaveNearlyTheSameLogits(String name) {
		Assumptions.assumeTrue(PrecisionChoice.supported(), "skipped: this CPU has no bfloat16 instructions");
		Model model = this.models.load(Golden.MODELS.resolve(name));
		try (Models brain = new Models(Precision.BFLOAT16)) {
			Model faster = brain.load(Golden.MODELS.resolve(name));
			assertThat(difference(model, faster, name)).isBetween(1e-6, 0.05);
			assertThat(correlation(model, faster)).isGreaterThan(0.99);
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void correlationOfAModelWithItselfIsOne(String name) {
		Model model = this.models.load(Golden.MODELS.resolve(name));
		assertThat(correlation(model, model)).isGreaterThan(0.99999);
	}

	private double correlation(Model one, Model other) {
		return this.models.run(() -> new MapComparison(one.loaded().transformer(BackwardRule.PLAIN),
				other.loaded().transformer(BackwardRule.PLAIN), one.input(), one.defaultSite())
			.correlation(one.loaded().weights()));
	}

	@ParameterizedTest
	@MethodSource("names")
	void passLeavesNoArraysOnTheManagerOfTheWeights(String name) {
		Model model = this.models.load(Golden.MODELS.resolve(name));
		int before = Models.arrays(model);
		difference(model, model, name);
		logits(model, name, 0, 1, 0, 1);
		assertThat(Models.arrays(model)).isEqualTo(before);
	}

	@Test
	void kernelsWithAnUnknownOperationAreNotLoaded() {
		DataParallelPool pool = this.models.dataParallelPool();
		assertThat(this.models.<Boolean>run(() -> {
			try (NDManager manager = NDManager.newBaseManager()) {
				return Kernels.load(manager, pool, "unknown-operation.pt").isEmpty();
			}
		})).isTrue();
	}

	@ParameterizedTest
	@MethodSource("names")
	void modelWithoutTrunkHasTheSameLogits(String name) {
		Model model = this.models.load(Golden.MODELS.resolve(name));
		VisionTransformer transformer = model.loaded().transformer(BackwardRule.PLAIN);
		assertThat(difference(model, transformer.with(null), name)).isLessThan(1e-5);
	}

	// Relative to the largest logit.
	private double difference(Model whole, Model other, String name) {
		return difference(whole, other.loaded().transformer(BackwardRule.PLAIN), name);
	}

	private double difference(Model whole, VisionTransformer other, String name) {
		return this.models.run(() -> {
			try (NDManager manager = whole.loaded().weights().newSubManager()) {
				NDArray pixels = Golden.pixels(whole, manager, Golden.image(name, 0));
				NDArray logits = whole.loaded().transformer(BackwardRule.PLAIN).forward(pixels, EVERYWHERE);
				NDArray others = other.forward(pixels, ForwardHook.NONE);
				return (double) others.sub(logits).abs().max().getFloat() / logits.abs().max().getFloat();
			}
		});
	}

}
