package io.heatlens.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Captures;
import io.heatlens.vit.Deadline;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.Site;

/**
 * Runs several {@link SinglePassMethod}s on a batch: one forward pass for all, and for
 * each target one backward pass for those that explain the same number. Belongs to the
 * engine's thread.
 */
final class SinglePasses {

	private final ModelSession session;

	private final MethodOptions options;

	private final Deadline deadline;

	private final Set<Site> sites = new HashSet<>();

	private final Set<Site> differentiable = new HashSet<>();

	/** By the number that is differentiated, if any. */
	private final Map<Optional<Scalar>, List<SinglePassMethod>> groups = new LinkedHashMap<>();

	SinglePasses(Model model, ModelSession session, ExplanationRequest request, List<SinglePassMethod> methods) {
		this.session = session;
		this.options = request.options();
		this.deadline = request.deadline();
		for (SinglePassMethod method : methods) {
			Set<Site> wanted = method.sites(model, this.options);
			this.sites.addAll(wanted);
			if (method.usesGradient()) {
				this.differentiable.addAll(wanted);
			}
			this.groups.computeIfAbsent(differentiated(method, model, this.options), (scalar) -> new ArrayList<>())
				.add(method);
		}
	}

	private static Optional<Scalar> differentiated(SinglePassMethod method, Model model, MethodOptions options) {
		boolean backward = method.usesGradient() && !method.sites(model, options).isEmpty();
		return backward ? Optional.of(method.scalar(options)) : Optional.empty();
	}

	/**
	 * Counts the backward passes of a target.
	 * @param model that is asked
	 * @param options of the request
	 * @param methods of the request
	 * @return one for each number that is differentiated
	 */
	static long backwards(Model model, MethodOptions options, List<SinglePassMethod> methods) {
		return methods.stream()
			.map((method) -> differentiated(method, model, options))
			.flatMap(Optional::stream)
			.distinct()
			.count();
	}

	/**
	 * Runs the model forward.
	 * @param pixels of the batch, shape (batch, 3, height, width)
	 * @return to be closed
	 */
	ForwardPass forward(NDArray pixels) {
		return this.differentiable.isEmpty() ? this.session.forward(pixels, this.sites)
				: this.session.record(pixels, this.sites, this.differentiable, this.options.gradient());
	}

	/**
	 * Computes the maps.
	 * @param pass of the batch
	 * @param pixels of the batch
	 * @param targets for each target of a request the class of each image
	 * @param sink takes each map
	 */
	void explain(ForwardPass pass, NDArray pixels, List<int[]> targets, BiConsumer<Cell, RawMap> sink) {
		for (int target = 0; target < targets.size(); target++) {
			for (Map.Entry<Optional<Scalar>, List<SinglePassMethod>> group : this.groups.entrySet()) {
				explain(group, pass, pixels, targets, target, sink);
			}
		}
	}

	private void explain(Map.Entry<Optional<Scalar>, List<SinglePassMethod>> group, ForwardPass pass, NDArray pixels,
			List<int[]> targets, int target, BiConsumer<Cell, RawMap> sink) {
		this.deadline.check();
		int[] classes = targets.get(target);
		try (Captures captures = captures(pass, group.getKey(), classes)) {
			Look look = new Look(this.session, pixels, classes, captures, this.options);
			for (SinglePassMethod method : group.getValue()) {
				if (method.classDiscriminative()) {
					put(method.map(look), method, target, sink);
				}
				else if (target == 0) {
					List<RawMap> maps = method.map(look);
					IntStream.range(0, targets.size()).forEach((every) -> put(maps, method, every, sink));
				}
			}
		}
	}

	private static void put(List<RawMap> maps, SinglePassMethod method, int target, BiConsumer<Cell, RawMap> sink) {
		for (int image = 0; image < maps.size(); image++) {
			sink.accept(new Cell(image, target, method.name()), maps.get(image));
		}
	}

	private static Captures captures(ForwardPass pass, Optional<Scalar> scalar, int[] classes) {
		if (scalar.isEmpty()) {
			return pass.captures();
		}
		float[][] vectors = pass.logits();
		for (int image = 0; image < vectors.length; image++) {
			vectors[image] = scalar.get().gradient(vectors[image], classes[image]);
		}
		return pass.differentiate(vectors);
	}

}
