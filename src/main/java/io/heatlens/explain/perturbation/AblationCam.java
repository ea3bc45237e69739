package io.heatlens.explain.perturbation;

import java.util.List;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.VariantRun;
import io.heatlens.explain.method.VariantScores;
import io.heatlens.vit.Captures;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.transformer.Site;

import org.springframework.stereotype.Component;

/**
 * Ablation-CAM (Desai and Ramaswamy 2020, equation 2): the weight of a channel is the
 * relative fall of the score when the channel is ablated, which means set to a value far
 * below all activations. Only the blocks from the layer on are run again.
 */
@Component
class AblationCam extends ChannelMethod {

	private static final float FAR_BELOW = 1e7f;

	private static final double EPSILON = 1e-6;

	@Override
	public String name() {
		return "ablation-cam";
	}

	@Override
	public String summary() {
		return "Activations weighted by how much the score falls when their channel is removed.";
	}

	@Override
	public String paper() {
		return "Desai and Ramaswamy 2020, Ablation-CAM: Visual Explanations for Deep Convolutional Network via Gradient-free Localization";
	}

	@Override
	public List<String> warnings(double score) {
		return (score < 0) ? List
			.of("The score is negative, which turns the sign of the map: high values mark what lowers the score.")
				: List.of();
	}

	/**
	 * Computes the weight of a channel.
	 * @param score the score of the whole image
	 * @param ablated the score without the channel
	 * @return the fall of the score, relative to it; its sign is turned if the score is
	 * negative
	 */
	static double relativeFall(double score, double ablated) {
		return (score - ablated) / ((score < 0) ? Math.min(score, -EPSILON) : Math.max(score, EPSILON));
	}

	@Override
	public String cost() {
		return "1 forward + 1 of the blocks from the layer on a channel";
	}

	@Override
	public VariantRun open(PerturbationContext context) {
		Site layer = context.options().layers().get(0);
		Site start = new Site(layer.block(), Site.Part.INPUT);
		try (ForwardPass pass = context.session().forward(context.pixels(), Set.of(layer, start));
				Captures captures = pass.captures()) {
			NDArray input = captures.value(start).duplicate(); // (1,n,d)
			NDArray value = captures.value(layer).duplicate(); // (1,n,d)
			NDArray channels = captures.patches(layer).activations().squeeze(0).transpose().duplicate(); // (d,p)
			new NDList(input, value, channels).attach(context.pixels().getManager());
			return new Ablations(context, layer, input, value, channels);
		}
	}

	/**
	 * The channels of one image, ablated one after the other.
	 */
	private static final class Ablations implements VariantRun {

		private final PerturbationContext context;

		private final Site layer;

		private final NDArray input;

		private final NDArray value;

		private final NDArray channels;

		private final NDArray ablated;

		private final VariantScores scores;

		Ablations(PerturbationContext context, Site layer, NDArray input, NDArray value, NDArray channels) {
			this.context = context;
			this.layer = layer;
			this.input = input;
			this.value = value;
			this.channels = channels;
			this.ablated = value.min().sub(FAR_BELOW).reshape(1);
			this.scores = new VariantScores(context);
		}

		@Override
		public void run(int from, int to) {
			try (NDArray inputs = this.input.repeat(0, to - from); NDArray values = this.value.repeat(0, to - from)) {
				for (int channel = from; channel < to; channel++) {
					values.set(new NDIndex("%d, :, %d".formatted(channel - from, channel)), this.ablated);
				}
				this.scores.add(this.context.session().logits(inputs, this.layer, values));
			}
		}

		@Override
		public RawMap map(int target) {
			double score = this.context.score(target);
			double[] weights = new double[this.scores.count()];
			for (int i = 0; i < weights.length; i++) {
				weights[i] = relativeFall(score, this.scores.score(i, target));
			}
			return ChannelWeights.map(this.context.model().grid(this.layer), this.channels, weights);
		}

	}

}
