package io.heatlens.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import ai.djl.ndarray.NDArray;
import io.heatlens.engine.Batcher;
import io.heatlens.engine.Deadline;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.classes.Readout;
import io.heatlens.vit.input.Input;

import org.springframework.stereotype.Component;

/**
 * Runs the passes of all requests. Requests that wait for the same pass share a batch.
 */
@Component
class PassRunner {

	private final Batcher<PassKey, PassJob, List<ImageMaps>> batcher;

	private final int maxBatch;

	PassRunner(Engine engine) {
		this.maxBatch = engine.maxBatch();
		this.batcher = new Batcher<>(engine, (key, requests) -> {
			try (ModelSession session = key.model().open(engine.listener())) {
				return run(session, key, requests);
			}
		});
	}

	/**
	 * Runs the passes of a request, perhaps in batches with others, and waits for them.
	 * @param ticket the ticket of the request
	 * @param plan what the request needs
	 * @param images one or more
	 * @param target which classes of each image to explain
	 * @return one entry per image
	 */
	List<ImageMaps> run(EngineTicket ticket, PassPlan plan, List<Input> images, Target target) {
		Readout readout = plan.model().readout();
		while (!readout.isReady()) {
			// In the batch itself, all of its requests would wait for this.
			ticket.run(() -> {
				readout.prepare();
				return readout;
			});
		}
		List<ImageMaps> maps = new ArrayList<>();
		for (int from = 0; from < images.size(); from += this.maxBatch) {
			int to = Math.min(from + this.maxBatch, images.size());
			List<Input> batch = images.subList(from, to);
			PassJob job = new PassJob(plan, batch, target.part(from, to), ticket.deadline());
			maps.addAll(this.batcher.run(ticket, plan.key(), job, batch.size()));
		}
		return maps;
	}

	/**
	 * Runs requests as one batch. Must be called on an engine thread.
	 * @param session the session of the model
	 * @param key the key of all the requests
	 * @param requests the requests, one or more
	 * @return the maps, one list per request, with one entry per image
	 */
	static List<List<ImageMaps>> run(ModelSession session, PassKey key, List<PassJob> requests) {
		// Methods read all images of the same plan together, so these images have to be
		// neighbours in the batch.
		Map<PassPlan, List<PassJob>> byPlan = requests.stream()
			.collect(Collectors.groupingBy(PassJob::plan, LinkedHashMap::new, Collectors.toList()));
		List<PassJob> ordered = byPlan.values().stream().flatMap(List::stream).toList();
		NDArray pixels = session.stack(ordered.stream().flatMap((request) -> request.images().stream()).toList());
		Deadline deadline = Deadline.latest(requests.stream().map(PassJob::deadline).toList());
		List<BatchSlice> slices = new ArrayList<>();
		List<ImageMaps> read;
		try (ForwardPass pass = forward(session, key, pixels)) {
			Iterator<float[]> outputs = Arrays.asList(pass.outputs()).iterator();
			byPlan.forEach((plan, equal) -> slices.add(slice(slices, plan, targets(equal, outputs), pixels)));
			read = new PassReader(pass, session, deadline, slices).read();
		}
		List<ImageMaps> maps = slices.stream()
			.flatMap((slice) -> smoothed(session, slice, read.subList(slice.from(), slice.to()), deadline).stream())
			.toList();
		return divide(maps, ordered, requests);
	}

	private static ForwardPass forward(ModelSession session, PassKey key, NDArray pixels) {
		return key.differentiable().isEmpty() ? session.forward(pixels, key.sites())
				: session.record(pixels, key.sites(), key.differentiable(), key.gradient());
	}

	private static List<ImageMaps> targets(List<PassJob> requests, Iterator<float[]> outputs) {
		return requests.stream().flatMap((request) -> request.targets(outputs).stream()).toList();
	}

	private static BatchSlice slice(List<BatchSlice> before, PassPlan plan, List<ImageMaps> images, NDArray pixels) {
		int from = before.isEmpty() ? 0 : before.get(before.size() - 1).to();
		return new BatchSlice(plan, from, images, BatchSlice.part(pixels, from, images.size()));
	}

	private static List<ImageMaps> smoothed(ModelSession session, BatchSlice slice, List<ImageMaps> maps,
			Deadline deadline) {
		if (slice.plan().options().smoothing() != Smoothing.AUG) {
			return maps;
		}
		PassPlan plan = slice.plan().withoutPixelSaliency();
		PassKey key = plan.key();
		List<ImageMaps> targets = maps.stream().map(ImageMaps::withoutMaps).toList();
		return new Augmentation(Patches.of(plan.model())).smooth(slice.pixels(), maps, (variant) -> {
			BatchSlice variants = new BatchSlice(plan, 0, targets, variant);
			try (ForwardPass pass = forward(session, key, variant)) {
				return new PassReader(pass, session, deadline, List.of(variants)).read();
			}
		});
	}

	private static List<List<ImageMaps>> divide(List<ImageMaps> maps, List<PassJob> ordered, List<PassJob> requests) {
		IdentityHashMap<PassJob, List<ImageMaps>> parts = new IdentityHashMap<>();
		int from = 0;
		for (PassJob request : ordered) {
			parts.put(request, List.copyOf(maps.subList(from, from + request.images().size())));
			from += request.images().size();
		}
		return requests.stream().map((request) -> Objects.requireNonNull(parts.get(request))).toList();
	}

}
