package io.heatlens.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Deadline;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.Input;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.Site;

/**
 * Runs several {@link SinglePassMethod}s on a batch: one forward pass for all, and one
 * backward pass for those that explain the same number. Jobs of equal passes may share a
 * batch, whatever their targets.
 *
 * @param model that is asked
 * @param methods that make maps; without any only logits are computed
 * @param options of the methods
 */
record SinglePasses(Model model, List<SinglePassMethod> methods, MethodOptions options) {

	SinglePasses {
		methods = List.copyOf(methods);
	}

	static SinglePasses of(Model model, ExplanationRequest request) {
		List<SinglePassMethod> methods = new ArrayList<>(request.methods(SinglePassMethod.class));
		if (request.detail() == Detail.PIXEL) {
			methods.add(PixelSaliency.METHOD);
		}
		return new SinglePasses(model, methods, request.options());
	}

	/**
	 * Counts the backward passes of a target.
	 * @return one for each number that is differentiated
	 */
	long backwards() {
		return groups().keySet().stream().flatMap(Optional::stream).count();
	}

	/**
	 * Runs jobs as one batch, on the engine's thread.
	 * @param session of the model
	 * @param jobs one or more
	 * @return for each job what was seen of each of its images
	 */
	List<List<Seen>> run(ModelSession session, List<Job> jobs) {
		List<Input> inputs = jobs.stream().flatMap((job) -> job.images().stream()).toList();
		List<Seen> images = new ArrayList<>();
		List<List<Seen>> results = new ArrayList<>();
		Deadline deadline = Deadline.latest(jobs.stream().map(Job::deadline).toList());
		NDArray pixels = session.stack(inputs); // (b, 3, height, width)
		try (ForwardPass pass = forward(session, pixels)) {
			float[][] logits = pass.logits();
			for (Job job : jobs) {
				int from = images.size();
				for (int image = from; image < from + job.images().size(); image++) {
					images.add(seen(logits[image], job.target()));
				}
				results.add(List.copyOf(images.subList(from, images.size())));
			}
			new PassReading(this, session, deadline).read(pass, pixels, images);
		}
		if (this.options.smoothing() == Smoothing.AUG) {
			smooth(session, pixels, images, deadline);
		}
		return results;
	}

	private Seen seen(float[] logits, Target target) {
		return new Seen(logits, new Predictions(this.model, logits).targets(target), new HashMap<>());
	}

	private void smooth(ModelSession session, NDArray pixels, List<Seen> images, Deadline deadline) {
		SinglePasses again = new SinglePasses(this.model,
				this.methods.stream().filter((method) -> method != PixelSaliency.METHOD).toList(), this.options);
		new Augmentation(Patches.of(this.model)).smooth(pixels, images.stream().map(Seen::maps).toList(), (variant) -> {
			List<Seen> others = images.stream()
				.map((image) -> new Seen(image.logits(), image.targets(), new HashMap<>()))
				.toList();
			try (ForwardPass pass = again.forward(session, variant)) {
				new PassReading(again, session, deadline).read(pass, variant, others);
			}
			return others.stream().map(Seen::maps).toList();
		});
	}

	private ForwardPass forward(ModelSession session, NDArray pixels) {
		Set<Site> sites = new HashSet<>();
		Set<Site> differentiable = new HashSet<>();
		for (SinglePassMethod method : this.methods) {
			Set<Site> wanted = method.sites(this.model, this.options);
			sites.addAll(wanted);
			if (method.usesGradient()) {
				differentiable.addAll(wanted);
			}
		}
		return differentiable.isEmpty() ? session.forward(pixels, sites)
				: session.record(pixels, sites, differentiable, this.options.gradient());
	}

	/**
	 * Sorts the methods.
	 * @return by the number that is differentiated, if any
	 */
	Map<Optional<Scalar>, List<SinglePassMethod>> groups() {
		Map<Optional<Scalar>, List<SinglePassMethod>> groups = new LinkedHashMap<>();
		for (SinglePassMethod method : this.methods) {
			boolean backward = method.usesGradient() && !method.sites(this.model, this.options).isEmpty();
			groups
				.computeIfAbsent(backward ? Optional.of(method.scalar(this.options)) : Optional.empty(),
						(scalar) -> new ArrayList<>())
				.add(method);
		}
		return groups;
	}

}
