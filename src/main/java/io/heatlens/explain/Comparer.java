package io.heatlens.explain;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.engine.Timed;
import io.heatlens.explain.method.Passes;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.classes.Classes;
import io.heatlens.vit.classes.CosineReadout;
import io.heatlens.vit.classes.Labels;
import io.heatlens.vit.classes.Readout;
import io.heatlens.vit.family.ProblemType;
import io.heatlens.vit.input.Input;

import org.springframework.stereotype.Component;

/**
 * Explains what makes an image and references alike: the score is the cosine similarity
 * of the vectors that the model makes of them (Stylianou et al. 2019, Visualizing Deep
 * Similarity Networks), explained on both. One forward pass over all images serves every
 * pair and both directions.
 */
@Component
public class Comparer {

	private final Engine engine;

	private final PassRunner runner;

	private final Explainer explainer;

	Comparer(Engine engine, PassRunner runner, Explainer explainer) {
		this.engine = engine;
		this.runner = runner;
		this.explainer = explainer;
	}

	/**
	 * Compares an image with references, for a request that the engine has admitted.
	 * @param ticket the ticket of the request
	 * @param model the embedder that makes the vectors
	 * @param images the image, followed by one reference or more
	 * @param request how to explain
	 * @return one similarity per reference, with the time that the request waited and ran
	 * @throws io.heatlens.engine.DeadlineExceededException if the deadline passes first
	 */
	public Timed<List<Similarity>> compare(EngineTicket ticket, Model model, List<DecodedImage> images,
			ExplanationRequest request) {
		List<Input> inputs = images.stream().map(model::prepare).toList();
		List<ImageMaps> maps = maps(ticket, model, inputs, request);
		Model compared = compared(model, maps.get(0).outputs().readout());
		List<ImageExplanation> explained = this.explainer.complete(ticket, compared, images, inputs, request, maps);
		int methods = request.methods().size();
		List<Explanation> ofImage = explained.get(0).explanations();
		return ticket.timed(IntStream.range(1, images.size())
			.mapToObj((i) -> new Similarity(maps.get(0).logits()[i], ofImage.subList((i - 1) * methods, i * methods),
					explained.get(i).explanations()))
			.toList());
	}

	/**
	 * Counts the passes of a comparison, without running any of them.
	 * @param model the embedder that makes the vectors
	 * @param request how to explain
	 * @param references the number of references
	 * @return the passes of all images together
	 */
	public Passes cost(Model model, ExplanationRequest request, int references) {
		Passes image = Cost.of(model, request.with(new Target.EachOther(references)));
		Passes reference = Cost.of(model, request.with(new Target.EachOther(1)));
		Passes all = image.plus(reference.times(references));
		return fitsOneBatch(references + 1) ? all : all.plus(new Passes(references + 1, 0));
	}

	// If the images do not fit in one batch, their vectors have to be known before their
	// gradients are computed.
	private List<ImageMaps> maps(EngineTicket ticket, Model model, List<Input> inputs, ExplanationRequest request) {
		if (fitsOneBatch(inputs.size())) {
			return this.runner.run(ticket, PassPlan.of(model, request), inputs,
					new Target.EachOther(inputs.size() - 1));
		}
		List<float[]> vectors = this.runner
			.run(ticket, PassPlan.ofPrediction(model), inputs, new Target.Classes(List.of(0)))
			.stream()
			.map((image) -> image.outputs().values())
			.toList();
		List<Integer> references = IntStream.range(1, inputs.size()).boxed().toList();
		Target target = new Target.PerImage(
				IntStream.range(0, inputs.size()).mapToObj((i) -> (i == 0) ? references : List.of(0)).toList());
		Model compared = compared(model, CosineReadout.between(vectors));
		return this.runner.run(ticket, PassPlan.of(compared, request), inputs, target);
	}

	private boolean fitsOneBatch(int images) {
		return images <= this.engine.maxBatch();
	}

	private static Model compared(Model model, Readout readout) {
		int images = ((CosineReadout) readout).vectors().size();
		List<String> labels = Stream
			.concat(Stream.of("image"), IntStream.range(1, images).mapToObj((i) -> "reference " + i))
			.toList();
		return model.reading(new Classes(new Labels(labels), ProblemType.SIMILARITY, readout));
	}

}
