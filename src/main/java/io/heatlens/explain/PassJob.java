package io.heatlens.explain;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.engine.Deadline;
import io.heatlens.vit.Model;
import io.heatlens.vit.classes.CosineReadout;
import io.heatlens.vit.classes.Readout;
import io.heatlens.vit.input.Input;

/**
 * The images that one request contributes to a batch.
 *
 * @param plan the plan of the request
 * @param images the images, one or more
 * @param target the classes of each image to explain
 * @param deadline the deadline of the request
 */
record PassJob(PassPlan plan, List<Input> images, Target target, Deadline deadline) {

	PassJob {
		images = List.copyOf(images);
	}

	/**
	 * Chooses the targets of the images.
	 * @param outputs the outputs of the model for the batch; the next ones are those of
	 * these images
	 * @return one entry per image, without maps
	 */
	List<ImageMaps> targets(Iterator<float[]> outputs) {
		List<float[]> own = this.images.stream().map((image) -> outputs.next()).toList();
		if (this.target instanceof Target.EachOther) {
			return eachOther(own);
		}
		Model model = this.plan.model();
		return IntStream.range(0, own.size()).mapToObj((image) -> {
			ModelOutputs read = ModelOutputs.of(own.get(image), model.readout());
			Target target = this.target.part(image, image + 1);
			return ImageMaps.of(read, new Predictions(model, read.logits()).targets(target));
		}).toList();
	}

	private static List<ImageMaps> eachOther(List<float[]> outputs) {
		Readout readout = CosineReadout.between(outputs);
		List<Integer> references = IntStream.range(1, outputs.size()).boxed().toList();
		return IntStream.range(0, outputs.size())
			.mapToObj((i) -> ImageMaps.of(ModelOutputs.of(outputs.get(i), readout), (i == 0) ? references : List.of(0)))
			.toList();
	}

}
