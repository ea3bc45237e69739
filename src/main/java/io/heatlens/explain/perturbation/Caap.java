package io.heatlens.explain.perturbation;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.explain.method.Incompatibility;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Passes;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SampledMethod;
import io.heatlens.explain.method.VariantRun;
import io.heatlens.explain.method.VariantScores;
import io.heatlens.vit.Captures;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.Site;

import org.springframework.stereotype.Component;

/**
 * Causal Attribution via Activation Patching (Izadi et al. 2026, arXiv 2603.13652,
 * abstract): the tokens of one patch are taken from the pass over the image and written
 * into a pass over a neutral image, before each of the middle blocks. The value of the
 * patch is how much that raises the score of the neutral image.
 * <p>
 * The abstract leaves open what is neutral, which blocks are meant and whether the
 * neighbours of a patch are written too. Here, the neutral image is the normalised zero,
 * the mean colour of the training set; the blocks are those of the middle half of the
 * encoder; and each patch is written alone, in a fixed random order, so that those
 * written before a deadline are spread over the image.
 */
@Component
class Caap implements SampledMethod {

	@Override
	public String name() {
		return "caap";
	}

	@Override
	public String summary() {
		return "How much the score of a neutral image rises when it gets the tokens of a patch in its middle blocks.";
	}

	@Override
	public String paper() {
		return "Izadi et al. 2026, Causal Attribution via Activation Patching";
	}

	@Override
	public boolean linear() {
		return true;
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.SCORE, MethodParameter.SIGN);
	}

	@Override
	public String cost() {
		return "2 forward + 1 of the blocks after the first quarter a patch";
	}

	@Override
	public Optional<Incompatibility> incompatibility(Model model) {
		return model.grid(new Site(0, Site.Part.OUTPUT)).equals(model.grid()) ? Optional.empty() : Optional
			.of(new Incompatibility(
					"it writes the tokens of each patch into the middle blocks, and this model merges patches there",
					"occlusion"));
	}

	@Override
	public int count(Model model, MethodOptions options) {
		return model.grid().patches();
	}

	@Override
	public Passes passes(Model model, MethodOptions options, int targets) {
		return new Passes(2 + (long) count(model, options), 0);
	}

	@Override
	public VariantRun open(PerturbationContext context) {
		return new Patchings(context);
	}

	/**
	 * The inputs of the blocks in the middle half of an encoder.
	 * @param depth the number of blocks
	 * @return one site per block, at least one
	 */
	static List<Site> middle(int depth) {
		return IntStream.range((depth + 2) / 4, (3 * depth + 2) / 4)
			.mapToObj((block) -> new Site(block, Site.Part.INPUT))
			.toList();
	}

	/**
	 * The patches of one image, written into the neutral image one after the other.
	 */
	private static final class Patchings implements VariantRun {

		private final PerturbationContext context;

		private final List<Site> middle;

		private final Map<Site, NDArray> image = new HashMap<>();

		private final NDArray neutral;

		private final double[] neutralScores;

		private final PatchOrder order;

		private final VariantScores scores;

		Patchings(PerturbationContext context) {
			this.context = context;
			this.middle = middle(context.model().depth());
			try (ForwardPass pass = context.session().forward(context.pixels(), Set.copyOf(this.middle));
					Captures captures = pass.captures()) {
				this.middle.forEach((site) -> this.image.put(site, kept(captures, site)));
			}
			try (NDArray pixels = context.pixels().zerosLike();
					ForwardPass pass = context.session().forward(pixels, Set.of(this.middle.get(0)));
					Captures captures = pass.captures()) {
				this.neutral = kept(captures, this.middle.get(0));
				float[] logits = context.model().readout().logits(pass.outputs()[0]);
				this.neutralScores = IntStream.range(0, context.targets().size())
					.mapToDouble((target) -> context.score(logits, target))
					.toArray();
			}
			this.order = new PatchOrder(context.model().grid());
			this.scores = new VariantScores(context);
		}

		private NDArray kept(Captures captures, Site site) {
			NDArray tokens = captures.value(site).duplicate(); // (1,n,d)
			tokens.attach(this.context.pixels().getManager());
			return tokens;
		}

		@Override
		public void run(int from, int to) {
			try (NDManager scope = this.context.session().scope()) {
				NDArray written = written(scope, from, to); // (b,n,1)
				NDArray others = scope.ones(written.getShape()).sub(written);
				Map<Site, NDArray> tokens = new HashMap<>();
				this.image.forEach((site, value) -> tokens.put(site, written.mul(value))); // (b,n,d)
				NDArray inputs = this.neutral.repeat(0, to - from);
				inputs.attach(scope);
				this.scores.add(this.context.session()
					.logits(inputs, this.middle.get(0).block(), (site, computed) -> tokens.containsKey(site)
							? computed.mul(others).add(tokens.get(site)) : computed));
			}
		}

		// 1 at the token that a variant writes, and 0 elsewhere.
		private NDArray written(NDManager scope, int from, int to) {
			int count = Math.toIntExact(this.neutral.getShape().get(1));
			float[] mask = new float[(to - from) * count];
			for (int i = from; i < to; i++) {
				mask[(i - from) * count + this.context.model().prefixTokens() + this.order.get(i)] = 1;
			}
			return scope.create(mask, new Shape(to - from, count, 1));
		}

		@Override
		public RawMap map(int target) {
			return this.order.map(this.scores.count(),
					(i) -> this.scores.score(i, target) - this.neutralScores[target]);
		}

	}

}
