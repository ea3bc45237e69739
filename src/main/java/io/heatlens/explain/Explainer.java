package io.heatlens.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Batch;
import io.heatlens.vit.Engine;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.Place;
import io.heatlens.vit.Timed;

import org.springframework.stereotype.Component;

/**
 * Explains predictions: first the methods that share one pass, for all images of a batch
 * at once; then those that take many, image by image.
 */
@Component
public class Explainer {

	private final Engine engine;

	Explainer(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Explains.
	 * @param model that is asked
	 * @param images one or more
	 * @param request what to explain, and how
	 * @return one entry an image, in their order
	 * @throws io.heatlens.vit.OverloadedException if too many requests are waiting
	 * @throws io.heatlens.vit.DeadlineExceededException if the time is over first
	 */
	public Timed<List<ImageExplanation>> explain(Model model, List<DecodedImage> images, ExplanationRequest request) {
		try (Place place = this.engine.enter(request.deadline())) {
			List<ImageExplanation> results = new ArrayList<>();
			Batches.of(images, this.engine.maxBatch()).forEach((batch) -> {
				ModelSession session = place.open(model);
				try {
					results.addAll(explain(place, session, batch, request, images.size() - results.size()));
				}
				finally {
					// behind what may still be running for nobody
					place.release(session::close);
				}
			});
			return place.timed(results);
		}
	}

	private List<ImageExplanation> explain(Place place, ModelSession session, List<DecodedImage> images,
			ExplanationRequest request, int remaining) {
		Map<Cell, RawMap> maps = new HashMap<>();
		List<Subject> subjects = place.run(() -> singlePass(session, images, request, maps));
		Sampler sampler = new Sampler(place, this.engine.maxBatch());
		List<SampledMethod> methods = request.methods(SampledMethod.class);
		// measuring the maps takes its share of the time too
		int shares = request.metrics().isEmpty() ? 1 : 2;
		int runs = remaining * methods.size();
		for (int image = 0; image < subjects.size(); image++) {
			for (SampledMethod method : methods) {
				List<RawMap> targets = sampler.run(method, subjects.get(image), shares * runs--);
				for (int target = 0; target < targets.size(); target++) {
					maps.put(new Cell(image, target, method.name()), targets.get(target));
				}
			}
		}
		Finisher finisher = new Finisher(request, new Evaluator(place, this.engine.maxBatch()));
		return IntStream.range(0, subjects.size())
			.mapToObj((image) -> finisher.finish(image, subjects.get(image), maps))
			.toList();
	}

	private static List<Subject> singlePass(ModelSession session, List<DecodedImage> images, ExplanationRequest request,
			Map<Cell, RawMap> maps) {
		Model model = session.model();
		Batch batch = session.prepare(images);
		List<SinglePassMethod> methods = new ArrayList<>(request.methods(SinglePassMethod.class));
		if (request.detail() == Detail.PIXEL) {
			methods.add(new PixelSaliency());
		}
		SinglePasses passes = new SinglePasses(model, session, request, methods);
		List<Subject> subjects = new ArrayList<>();
		try (ForwardPass pass = passes.forward(batch.pixels())) {
			for (float[] logits : pass.logits()) {
				NDArray pixels = batch.pixels().get(subjects.size()).expandDims(0);
				subjects.add(new Subject(session, pixels, batch.regions().get(subjects.size()), logits,
						new Predictions(model, logits).targets(request.target()), request.options()));
			}
			passes.explain(pass, batch.pixels(), Subject.classes(subjects), maps::put);
		}
		if (request.options().smoothing() == Smoothing.AUG) {
			SinglePasses again = new SinglePasses(model, session, request, request.methods(SinglePassMethod.class));
			new Augmentation(Patches.of(model)).smooth(batch.pixels(), maps, (variant, sink) -> {
				try (ForwardPass pass = again.forward(variant)) {
					again.explain(pass, variant, Subject.classes(subjects), sink);
				}
			});
		}
		return subjects;
	}

}
