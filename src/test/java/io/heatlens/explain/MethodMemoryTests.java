package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import ai.djl.ndarray.NDManager;
import io.heatlens.vit.Batch;
import io.heatlens.vit.Engine;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.Golden;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.Place;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What takes many passes must not keep what it made for each, or a long request fills the
 * memory.
 */
@SpringBootTest(properties = "heatlens.models.store=src/test/resources/golden/models",
		webEnvironment = SpringBootTest.WebEnvironment.NONE)
@TestInstance(Lifecycle.PER_CLASS)
class MethodMemoryTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Engine engine;

	@Autowired
	private Methods methods;

	@Autowired
	private Metrics metrics;

	Stream<SampledMethod> sampled() {
		return this.methods.all().stream().filter(SampledMethod.class::isInstance).map(SampledMethod.class::cast);
	}

	Stream<SinglePassMethod> singlePass() {
		return this.methods.all().stream().filter(SinglePassMethod.class::isInstance).map(SinglePassMethod.class::cast);
	}

	Stream<Metric> metrics() {
		return this.metrics.names().stream().map((name) -> this.metrics.find(name).orElseThrow());
	}

	@ParameterizedTest
	@MethodSource("sampled")
	void samplesLeaveNothingBehind(SampledMethod method) {
		List<Integer> held = run((session, subject) -> {
			List<Integer> counts = new ArrayList<>();
			Samples samples = method.open(subject);
			for (int i = 0; i < 4; i++) {
				samples.run(4 * i, 4 * i + 4);
				counts.add(held(session));
			}
			return counts;
		});
		assertThat(held).containsOnly(held.get(0));
	}

	@ParameterizedTest
	@MethodSource("singlePass")
	void targetsLeaveNothingBehind(SinglePassMethod method) {
		List<Integer> held = run((session, subject) -> {
			List<Integer> counts = new ArrayList<>();
			ExplanationRequest request = Maps.request(method, new Target.Top(1), subject.options());
			SinglePasses passes = new SinglePasses(subject.model(), session, request, List.of(method));
			for (int i = 0; i < 3; i++) {
				try (ForwardPass pass = passes.forward(subject.pixels())) {
					passes.explain(pass, subject.pixels(), List.of(new int[] { 1 }, new int[] { 2 }), (cell, map) -> {
					});
				}
				counts.add(held(session));
			}
			return counts;
		});
		assertThat(held).containsOnly(held.get(0));
	}

	@ParameterizedTest
	@MethodSource("metrics")
	void variantsLeaveNothingBehind(Metric metric) {
		RawMap map = new RawMap(new float[this.models.get("timm-vit").grid().patches()], 0);
		List<Integer> held = run((session, subject) -> {
			List<Integer> counts = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				metric.variant(subject, Ranking.of(map), 2 + i).close();
				counts.add(held(session));
			}
			return counts;
		});
		assertThat(held).containsOnly(held.get(0));
	}

	private List<Integer> run(Measurement measurement) {
		Model model = this.models.get("timm-vit");
		try (Place place = this.engine.enter(Maps.NO_DEADLINE); ModelSession session = place.open(model)) {
			return place.run(() -> {
				Batch batch = session.prepare(List.of(Golden.image("timm-vit", 0)));
				float[] logits = session.logits(batch.pixels())[0];
				return measurement.run(session, new Subject(session, batch.pixels(), batch.regions().get(0), logits,
						List.of(1, 2), MethodOptions.of(model)));
			});
		}
	}

	// Arrays and scopes of the session
	private static int held(ModelSession session) {
		try (NDManager scope = session.scope()) {
			return scope.getParentManager().getManagedArrays().size();
		}
	}

	private interface Measurement {

		List<Integer> run(ModelSession session, Subject subject);

	}

}
