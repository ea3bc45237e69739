package io.heatlens.explain.perturbation;

import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.explain.method.Probabilities;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.VariantRun;
import io.heatlens.explain.method.VariantScores;
import io.heatlens.vit.Captures;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.transformer.Site;

import org.springframework.stereotype.Component;

/**
 * Score-CAM (Wang et al. 2020, equations 5 to 8): each channel, upsampled and scaled to 0
 * to 1, is a mask on the image; the softmax of the scores are the channels' weights.
 */
@Component
class ScoreCam extends ChannelMethod {

	private static final double EPSILON = 1e-8;

	@Override
	public String name() {
		return "score-cam";
	}

	@Override
	public String summary() {
		return "Activations weighted by the score of the image that each channel lets through.";
	}

	@Override
	public String paper() {
		return "Wang et al. 2020, Score-CAM: Score-Weighted Visual Explanations for Convolutional Neural Networks";
	}

	@Override
	public Set<MethodParameter> parameters() {
		Set<MethodParameter> parameters = super.parameters();
		parameters.add(MethodParameter.SIGN);
		return parameters;
	}

	@Override
	public String cost() {
		return "1 forward a channel";
	}

	@Override
	public VariantRun open(PerturbationContext subject) {
		NDArray channels = channels(subject); // (d,rows,columns)
		Shape picture = subject.pixels().getShape().slice(2);
		VariantScores trials = new VariantScores(subject);
		return new VariantRun() {

			@Override
			public void run(int from, int to) {
				try (NDManager scope = subject.session().scope()) {
					// what a product makes belongs to its left side
					Upsampling upsampling = Upsampling.alignedCorners(scope, channels.getShape().slice(1), picture);
					NDArray some = channels.get(from + ":" + to);
					some.attach(scope);
					NDArray masks = scaled(upsampling.apply(some)).expandDims(1); // (n,1,height,width)
					trials.add(subject.session().logits(masks.mul(subject.pixels())));
				}
			}

			@Override
			public RawMap map(int target) {
				float[] scores = new float[trials.count()];
				for (int i = 0; i < scores.length; i++) {
					scores[i] = (float) trials.score(i, target);
				}
				return ChannelWeights.map(channels, Probabilities.of(scores, false));
			}

		};
	}

	private static NDArray channels(PerturbationContext subject) {
		Site layer = subject.options().layers().get(0);
		Grid grid = subject.model().grid();
		try (ForwardPass pass = subject.session().forward(subject.pixels(), Set.of(layer));
				Captures captures = pass.captures()) {
			NDArray channels = captures.patches(layer).activations().squeeze(0).transpose(); // (d,p)
			NDArray maps = channels.reshape(channels.getShape().get(0), grid.rows(), grid.columns()).duplicate();
			maps.attach(subject.pixels().getManager());
			return maps;
		}
	}

	private static NDArray scaled(NDArray maps) {
		NDArray flat = maps.flatten(1, 2); // (n,height width)
		NDArray min = flat.min(new int[] { 1 }, true);
		NDArray range = flat.max(new int[] { 1 }, true).sub(min).add(EPSILON);
		return flat.sub(min).div(range).reshape(maps.getShape());
	}

}
