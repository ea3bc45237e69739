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
 * Score-CAM (Wang et al. 2020, equations 5 to 8): each channel, upsampled to the size of
 * the image and scaled to 0 to 1, is a mask for the image. The weights of the channels
 * are the softmax of the scores of the masked images.
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
		return "Activations weighted by the score of the image when it is masked with their channel.";
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
	public VariantRun open(PerturbationContext context) {
		NDArray channels = channels(context); // (d,rows,columns)
		Grid grid = grid(context.model(), context.options());
		Shape image = context.pixels().getShape().slice(2);
		VariantScores scores = new VariantScores(context);
		return new VariantRun() {

			@Override
			public void run(int from, int to) {
				try (NDManager scope = context.session().scope()) {
					// A product belongs to the manager of its left operand, here the
					// upsampling.
					Upsampling upsampling = Upsampling.alignedCorners(scope, channels.getShape().slice(1), image);
					NDArray slice = channels.get(from + ":" + to);
					slice.attach(scope);
					NDArray masks = scaled(upsampling.apply(slice)).expandDims(1); // (n,1,height,width)
					scores.add(context.session().logits(masks.mul(context.pixels())));
				}
			}

			@Override
			public RawMap map(int target) {
				float[] values = new float[scores.count()];
				for (int i = 0; i < values.length; i++) {
					values[i] = (float) scores.score(i, target);
				}
				return ChannelWeights.map(grid, channels, Probabilities.softmax(values));
			}

		};
	}

	private static NDArray channels(PerturbationContext context) {
		Site layer = context.options().layers().get(0);
		Grid grid = context.model().grid(layer);
		try (ForwardPass pass = context.session().forward(context.pixels(), Set.of(layer));
				Captures captures = pass.captures()) {
			NDArray channels = captures.patches(layer).activations().squeeze(0).transpose(); // (d,p)
			NDArray maps = channels.reshape(channels.getShape().get(0), grid.rows(), grid.columns()).duplicate();
			maps.attach(context.pixels().getManager());
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
