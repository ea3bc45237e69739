package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.GoldenModelTest;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SampledMethod;
import io.heatlens.explain.method.SinglePassMethod;
import io.heatlens.explain.method.VariantRun;
import io.heatlens.explain.metric.Metric;
import io.heatlens.explain.metric.Metrics;
import io.heatlens.explain.metric.Ranking;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.input.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests with many passes free the arrays of each pass, so that a long request does not
 * fill the memory.
 */
@GoldenModelTest
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
		List<Integer> held = run((session, context) -> {
			List<Integer> counts = new ArrayList<>();
			VariantRun samples = method.open(context);
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
		List<Integer> held = run((session, context) -> {
			List<Integer> counts = new ArrayList<>();
			PassPlan plan = new PassPlan(context.model(), List.of(method), false, context.options());
			PassJob job = new PassJob(plan, List.of(context.model().prepare(Golden.image("timm-vit", 0))),
					new Target.Classes(List.of(1, 2)), Maps.NO_DEADLINE);
			for (int i = 0; i < 3; i++) {
				// the input of a session is freed with the session
				int inputs = held(session);
				PassRunner.run(session, plan.key(), List.of(job));
				counts.add(held(session) - inputs);
			}
			return counts;
		});
		assertThat(held).containsOnly(1);
	}

	@Test
	void partsOfABatchLeaveNothingBehind() {
		List<Integer> held = run((session, context) -> {
			List<Integer> counts = new ArrayList<>();
			List<PassJob> jobs = Stream.of("grad-cam", "layer-cam")
				.map((name) -> (SinglePassMethod) this.methods.get(name))
				.map((method) -> new PassJob(new PassPlan(context.model(), List.of(method), false, context.options()),
						List.of(context.model().prepare(Golden.image("timm-vit", 0))),
						new Target.Classes(List.of(1, 2)), Maps.NO_DEADLINE))
				.toList();
			for (int i = 0; i < 3; i++) {
				int before = held(session);
				PassRunner.run(session, jobs.get(0).plan().key(), jobs);
				counts.add(held(session) - before);
			}
			return counts;
		});
		// the input of the batch, and of each part
		assertThat(held).containsOnly(3);
	}

	@ParameterizedTest
	@MethodSource("metrics")
	void variantsLeaveNothingBehind(Metric metric) {
		Grid grid = this.models.get("timm-vit").grid();
		RawMap map = new RawMap(grid, new float[grid.patches()]);
		List<Integer> held = run((session, context) -> {
			List<Integer> counts = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				metric.variant(context, Ranking.of(map), 2 + i).close();
				counts.add(held(session));
			}
			return counts;
		});
		assertThat(held).containsOnly(held.get(0));
	}

	private List<Integer> run(Trial trial) {
		Model model = this.models.get("timm-vit");
		try (EngineTicket ticket = this.engine.enter(Maps.NO_DEADLINE);
				ModelSession session = model.open(this.engine.listener())) {
			return ticket.run(() -> {
				NDArray pixels = session.stack(List.of(model.prepare(Golden.image("timm-vit", 0))));
				return trial.run(session, new PerturbationContext(session, pixels, session.logits(pixels)[0],
						List.of(1, 2), MethodOptions.of(model)));
			});
		}
	}

	// Counts the arrays and scopes of the session.
	private static int held(ModelSession session) {
		try (NDManager scope = session.scope()) {
			return scope.getParentManager().getManagedArrays().size();
		}
	}

	private interface Trial {

		List<Integer> run(ModelSession session, PerturbationContext context);

	}

}
