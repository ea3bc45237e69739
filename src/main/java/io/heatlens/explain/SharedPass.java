package io.heatlens.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Deadline;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.Gradient;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.Site;

/**
 * A forward pass that requests can share, whatever their methods and targets.
 *
 * @param model that is asked
 * @param sites where it is looked at
 * @param differentiable those of them that gradients are wanted at
 * @param gradient what backward passes go through
 */
record SharedPass(Model model, Set<Site> sites, Set<Site> differentiable, Gradient gradient) {

	SharedPass {
		sites = Set.copyOf(sites);
		differentiable = Set.copyOf(differentiable);
	}

	/**
	 * Runs jobs as one batch, on the engine's thread.
	 * @param session of the model
	 * @param jobs one or more that want this pass
	 * @return for each job what was seen of each of its images
	 */
	List<List<Seen>> run(ModelSession session, List<Job> jobs) {
		Map<SinglePasses, List<Integer>> alike = IntStream.range(0, jobs.size())
			.boxed()
			.collect(Collectors.groupingBy((job) -> jobs.get(job).passes(), LinkedHashMap::new, Collectors.toList()));
		Map<Integer, List<Seen>> seen = new TreeMap<>();
		Deadline deadline = Deadline.latest(jobs.stream().map(Job::deadline).toList());
		NDArray pixels = session.stack(alike.values()
			.stream()
			.flatMap(List::stream)
			.flatMap((job) -> jobs.get(job).images().stream())
			.toList());
		List<Share> shares = new ArrayList<>();
		try (ForwardPass pass = forward(session, pixels)) {
			Iterator<float[]> logits = Arrays.asList(pass.logits()).iterator();
			int from = 0;
			for (Map.Entry<SinglePasses, List<Integer>> equal : alike.entrySet()) {
				List<Seen> images = new ArrayList<>();
				for (int index : equal.getValue()) {
					Job job = jobs.get(index);
					List<Seen> own = job.images().stream().map((image) -> job.see(logits.next())).toList();
					seen.put(index, own);
					images.addAll(own);
				}
				shares.add(new Share(equal.getKey(), from, images));
				from += images.size();
			}
			new PassReading(pass, session, pixels, deadline).read(shares);
		}
		shares.stream()
			.filter((share) -> share.passes().options().smoothing() == Smoothing.AUG)
			.forEach((share) -> smooth(session, share.of(pixels), share, deadline));
		return List.copyOf(seen.values());
	}

	private static void smooth(ModelSession session, NDArray pixels, Share share, Deadline deadline) {
		SinglePasses again = share.passes().withoutDetail();
		SharedPass passes = again.pass();
		new Augmentation(Patches.of(passes.model())).smooth(pixels, share.images().stream().map(Seen::maps).toList(),
				(variant) -> {
					Share others = new Share(again, 0,
							share.images()
								.stream()
								.map((image) -> new Seen(image.logits(), image.targets(), new HashMap<>()))
								.toList());
					try (ForwardPass pass = passes.forward(session, variant)) {
						new PassReading(pass, session, variant, deadline).read(List.of(others));
					}
					return others.images().stream().map(Seen::maps).toList();
				});
	}

	private ForwardPass forward(ModelSession session, NDArray pixels) {
		return this.differentiable.isEmpty() ? session.forward(pixels, this.sites)
				: session.record(pixels, this.sites, this.differentiable, this.gradient);
	}

}
