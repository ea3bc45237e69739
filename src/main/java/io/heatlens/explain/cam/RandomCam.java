package io.heatlens.explain.cam;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.LayerCapture;

import org.springframework.stereotype.Component;

/**
 * RandomCAM (Gildenblat 2021, pytorch-grad-cam): each channel gets a random weight
 * between -1 and 1. It is a control: a method whose maps are no better than these
 * explains nothing.
 */
@Component
class RandomCam extends CamMethod {

	@Override
	public String name() {
		return "random-cam";
	}

	@Override
	public String summary() {
		return "Activations weighted at random: a control, not an explanation.";
	}

	@Override
	public String paper() {
		return "Gildenblat 2021, pytorch-grad-cam, RandomCAM";
	}

	@Override
	NDArray map(LayerCapture capture, MethodOptions options) {
		long channels = capture.activations().getShape().get(2);
		float[] weights = new float[Math.toIntExact(channels)];
		Random random = new Random(options.seed());
		for (int channel = 0; channel < weights.length; channel++) {
			weights[channel] = 2 * random.nextFloat() - 1;
		}
		NDManager manager = capture.activations().getManager();
		return capture.activations().mul(manager.create(weights, new Shape(1, 1, channels))).sum(new int[] { 2 });
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.LAYER, MethodParameter.SEED, MethodParameter.SMOOTH_AUG);
	}

	@Override
	public boolean classDiscriminative() {
		return false;
	}

}
