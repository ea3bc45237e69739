package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.heatlens.Closeness;
import io.heatlens.GoldenModelTest;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Memory;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.Models;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches, threads and time do not change the maps.
 */
@GoldenModelTest
class ExplainerTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Predictor predictor;

	@Autowired
	private Methods methods;

	@ParameterizedTest
	@MethodSource("names")
	void imagesOfABatchHaveTheMapsOfSingleImages(String name) {
		Model model = this.models.get(name);
		List<DecodedImage> images = images(model, 8);
		List<ImageExplanation> batch = this.explainer
			.explain(model, images, request(model, new Target.Top(1)), Maps.NO_DEADLINE)
			.value();
		for (int i = 0; i < images.size(); i++) {
			float[] alone = Maps.raw(this.explainer, model, images.get(i), request(model, new Target.Top(1)));
			assertThat(Closeness.relativeError(Maps.flat(batch.get(i).explanations().get(0).heatmap().raw()), alone))
				.isLessThan(1e-5);
		}
	}

	static List<String> names() {
		return Golden.models();
	}

	@ParameterizedTest
	@MethodSource("names")
	void targetsOfARequestHaveTheMapsOfSingleTargets(String name) {
		Model model = this.models.get(name);
		DecodedImage image = images(model, 1).get(0);
		List<Explanation> together = this.explainer
			.explain(model, List.of(image), request(model, new Target.Classes(List.of(3, 0, 4, 3))), Maps.NO_DEADLINE)
			.value()
			.get(0)
			.explanations();
		List<Integer> classes = List.of(3, 0, 4, 3);
		for (int i = 0; i < classes.size(); i++) {
			float[] alone = Maps.raw(this.explainer, model, image,
					request(model, new Target.Classes(List.of(classes.get(i)))));
			assertThat(Closeness.relativeError(Maps.flat(together.get(i).heatmap().raw()), alone)).isLessThan(1e-5);
		}
	}

	@Test
	void requestsOfEightThreadsHaveTheMapsOfOneThread() throws Exception {
		Model model = this.models.get("hf-dinov2");
		List<DecodedImage> images = images(model, 8);
		List<float[]> expected = images.stream()
			.map((image) -> Maps.raw(this.explainer, model, image, request(model, new Target.Top(1))))
			.toList();
		ExecutorService clients = Executors.newFixedThreadPool(8);
		try {
			List<Callable<float[]>> requests = new ArrayList<>();
			for (int i = 0; i < 80; i++) {
				DecodedImage image = images.get(i % 8);
				requests.add(() -> Maps.raw(this.explainer, model, image, request(model, new Target.Top(1))));
			}
			List<Future<float[]>> maps = clients.invokeAll(requests);
			for (int i = 0; i < maps.size(); i++) {
				assertThat(Closeness.relativeError(maps.get(i).get(), expected.get(i % 8))).isLessThan(1e-5);
			}
		}
		finally {
			clients.shutdown();
		}
	}

	@Test
	void requestsThatShareABatchHaveTheMapsOfTheirOwnClasses() throws Exception {
		Model model = this.models.get("timm-vit");
		DecodedImage image = images(model, 1).get(0);
		List<Target> targets = List.of(new Target.Classes(List.of(0)), new Target.Classes(List.of(1, 2, 3)),
				new Target.Top(2), new Target.Classes(List.of(4)));
		ExecutorService clients = Executors.newFixedThreadPool(4);
		try {
			List<Callable<List<Explanation>>> requests = new ArrayList<>();
			for (int i = 0; i < 80; i++) {
				Target target = targets.get(i % 4);
				requests.add(() -> explanations(model, image, target));
			}
			List<Future<List<Explanation>>> answers = clients.invokeAll(requests);
			for (int i = 0; i < answers.size(); i++) {
				List<Explanation> expected = explanations(model, image, targets.get(i % 4));
				List<Explanation> actual = answers.get(i).get();
				assertThat(actual).extracting(Explanation::target)
					.hasSameSizeAs(expected)
					.extracting(Prediction::index)
					.isEqualTo(expected.stream().map((explanation) -> explanation.target().index()).toList());
				for (int target = 0; target < expected.size(); target++) {
					assertThat(Closeness.relativeError(Maps.flat(actual.get(target).heatmap().raw()),
							Maps.flat(expected.get(target).heatmap().raw())))
						.isLessThan(1e-5);
				}
			}
		}
		finally {
			clients.shutdown();
		}
	}

	private List<Explanation> explanations(Model model, DecodedImage image, Target target) {
		return this.explainer.explain(model, List.of(image), request(model, target), Maps.NO_DEADLINE)
			.value()
			.get(0)
			.explanations();
	}

	@Test
	@Tag("slow")
	void twoThousandExplanationsLeaveNoMemoryBehind() {
		Model model = this.models.get("hf-dinov2");
		List<DecodedImage> images = images(model, 2);
		int arrays = Models.arrays(model);
		long resident = 0;
		for (int i = 0; i < 2000; i++) {
			this.explainer.explain(model, List.of(images.get(i % 2)), request(model, new Target.Top(2)),
					Maps.NO_DEADLINE);
			if (i % 20 == 0) {
				fail(model, images);
			}
			if (i == 499) {
				resident = Memory.settled();
			}
		}
		// runs after the cleanup of the explanations
		this.predictor.predict(model, images, 1, Maps.NO_DEADLINE);
		assertThat(Models.arrays(model)).isEqualTo(arrays);
		assertThat(Memory.settled()).isLessThanOrEqualTo((long) (1.05 * resident));
	}

	private void fail(Model model, List<DecodedImage> images) {
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> this.explainer.explain(model,
				images, request(model, new Target.Classes(List.of(99))), Maps.NO_DEADLINE));
	}

	private ExplanationRequest request(Model model, Target target) {
		return ExplanationRequest.of(this.methods.get("grad-cam"), target, MethodOptions.of(model));
	}

	private static List<DecodedImage> images(Model model, int count) {
		Random random = new Random(11);
		return IntStream.range(0, count).mapToObj((i) -> {
			byte[] rgb = new byte[3 * model.input().height() * model.input().width()];
			random.nextBytes(rgb);
			return new DecodedImage("png", model.input().width(), model.input().height(), rgb);
		}).toList();
	}

}
