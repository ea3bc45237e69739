package io.heatlens.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.engine.Deadline;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.transformer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import org.jspecify.annotations.Nullable;

/**
 * A forward pass that requests share, whatever their methods and targets, unless their
 * targets take more than it and one backward pass: for that nobody else is to wait.
 *
 * @param model that is asked
 * @param sites where it is looked at
 * @param differentiable those of them that gradients are wanted at
 * @param gradient what backward passes go through
 * @param only those who share it, if it is not for everybody
 */
record SharedPass(Model model, Set<Site> sites, Set<Site> differentiable, BackwardRule gradient,
		@Nullable PassPlan only) {

	SharedPass {
		sites = Set.copyOf(sites);
		differentiable = Set.copyOf(differentiable);
	}

	/**
	 * Runs jobs as one batch, on a thread of the engine.
	 * @param session of the model
	 * @param jobs one or more that want this pass
	 * @return for each job what was seen of each of its images
	 */
	List<List<ImageMaps>> run(ModelSession session, List<Job> jobs) {
		Map<PassPlan, List<Integer>> alike = IntStream.range(0, jobs.size())
			.boxed()
			.collect(Collectors.groupingBy((job) -> jobs.get(job).passes(), LinkedHashMap::new, Collectors.toList()));
		Deadline deadline = Deadline.latest(jobs.stream().map(Job::deadline).toList());
		NDArray pixels = session.stack(alike.values()
			.stream()
			.flatMap(List::stream)
			.flatMap((job) -> jobs.get(job).images().stream())
			.toList());
		Map<Integer, List<ImageMaps>> seen = new TreeMap<>();
		List<BatchSlice> shares = new ArrayList<>();
		try (ForwardPass pass = forward(session, pixels)) {
			Iterator<float[]> logits = Arrays.asList(pass.logits()).iterator();
			alike.forEach((passes, equal) -> {
				equal.forEach((job) -> seen.put(job, jobs.get(job).see(logits)));
				shares.add(BatchSlice.behind(shares, passes,
						equal.stream().map(seen::get).flatMap(List::stream).toList(), pixels));
			});
			new PassReading(pass, session, deadline).read(shares);
		}
		shares.stream()
			.filter((share) -> share.passes().options().smoothing() == Smoothing.AUG)
			.forEach((share) -> smooth(session, share, deadline));
		return List.copyOf(seen.values());
	}

	private static void smooth(ModelSession session, BatchSlice share, Deadline deadline) {
		PassPlan passes = share.passes().withoutDetail();
		SharedPass shared = passes.pass();
		new Augmentation(Patches.of(shared.model())).smooth(share.pixels(),
				share.images().stream().map(ImageMaps::maps).toList(), (variant) -> {
					BatchSlice others = BatchSlice.behind(List.of(), passes,
							share.images().stream().map(ImageMaps::again).toList(), variant);
					try (ForwardPass pass = shared.forward(session, variant)) {
						new PassReading(pass, session, deadline).read(List.of(others));
					}
					return others.images().stream().map(ImageMaps::maps).toList();
				});
	}

	private ForwardPass forward(ModelSession session, NDArray pixels) {
		return this.differentiable.isEmpty() ? session.forward(pixels, this.sites)
				: session.record(pixels, this.sites, this.differentiable, this.gradient);
	}

}
