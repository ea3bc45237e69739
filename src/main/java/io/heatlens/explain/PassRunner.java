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

import org.springframework.stereotype.Component;

/**
 * Runs the passes of all requests. Requests that wait for the same pass share a batch.
 */
@Component
class PassRunner {

	private final Batcher<PassKey, PassRequest, List<ImageMaps>> batcher;

	PassRunner(Engine engine) {
		this.batcher = new Batcher<>(engine, (key, requests) -> {
			try (ModelSession session = key.model().open(engine.listener())) {
				return run(session, key, requests);
			}
		});
	}

	/**
	 * Runs the pass of a request, possibly in a batch with other requests, and waits for
	 * it.
	 * @param ticket the ticket of the request
	 * @param request the request, with at most as many images as a batch may have
	 * @return the maps, one entry per image
	 */
	List<ImageMaps> run(EngineTicket ticket, PassRequest request) {
		return this.batcher.run(ticket, request.plan().key(), request, request.images().size());
	}

	/**
	 * Runs requests as one batch. Must be called on an engine thread.
	 * @param session the session of the model
	 * @param key the key of all the requests
	 * @param requests the requests, one or more
	 * @return the maps, per request one entry per image
	 */
	static List<List<ImageMaps>> run(ModelSession session, PassKey key, List<PassRequest> requests) {
		// Methods read the images of equal plans together, so these images have to be
		// neighbours.
		Map<PassPlan, List<PassRequest>> byPlan = requests.stream()
			.collect(Collectors.groupingBy(PassRequest::plan, LinkedHashMap::new, Collectors.toList()));
		List<PassRequest> ordered = byPlan.values().stream().flatMap(List::stream).toList();
		NDArray pixels = session.stack(ordered.stream().flatMap((request) -> request.images().stream()).toList());
		Deadline deadline = Deadline.latest(requests.stream().map(PassRequest::deadline).toList());
		List<BatchSlice> slices = new ArrayList<>();
		List<ImageMaps> read;
		try (ForwardPass pass = forward(session, key, pixels)) {
			Iterator<float[]> logits = Arrays.asList(pass.logits()).iterator();
			byPlan.forEach((plan, equal) -> slices.add(slice(slices, plan, targets(equal, logits), pixels)));
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

	private static List<ImageMaps> targets(List<PassRequest> requests, Iterator<float[]> logits) {
		return requests.stream().flatMap((request) -> request.targets(logits).stream()).toList();
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
		List<ImageMaps> targets = maps.stream().map(ImageMaps::withoutMaps).toList();
		return new Augmentation(Patches.of(plan.model())).smooth(slice.pixels(), maps, (variant) -> {
			BatchSlice variants = new BatchSlice(plan, 0, targets, variant);
			try (ForwardPass pass = forward(session, plan.key(), variant)) {
				return new PassReader(pass, session, deadline, List.of(variants)).read();
			}
		});
	}

	private static List<List<ImageMaps>> divide(List<ImageMaps> maps, List<PassRequest> ordered,
			List<PassRequest> requests) {
		IdentityHashMap<PassRequest, List<ImageMaps>> parts = new IdentityHashMap<>();
		int from = 0;
		for (PassRequest request : ordered) {
			parts.put(request, maps.subList(from, from + request.images().size()));
			from += request.images().size();
		}
		return requests.stream().map((request) -> Objects.requireNonNull(parts.get(request))).toList();
	}

}
