package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;

import io.heatlens.engine.Deadline;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.engine.Timed;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.SampledMethod;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.input.Input;

import org.springframework.stereotype.Component;

/**
 * Explains predictions: first the methods that share one pass, for all images of a batch
 * at once; then those that take many, image by image.
 */
@Component
public class Explainer {

	private final Engine engine;

	private final PassRunner runner;

	Explainer(Engine engine, PassRunner runner) {
		this.engine = engine;
		this.runner = runner;
	}

	/**
	 * Explains.
	 * @param model that is asked
	 * @param images one or more
	 * @param request what to explain, and how
	 * @param deadline until when the answer is wanted
	 * @return one entry an image, in their order
	 * @throws io.heatlens.engine.OverloadedException if too many requests are waiting
	 * @throws io.heatlens.engine.DeadlineExceededException if the time is over first
	 */
	public Timed<List<ImageExplanation>> explain(Model model, List<DecodedImage> images, ExplanationRequest request,
			Deadline deadline) {
		try (EngineTicket place = this.engine.enter(deadline)) {
			return explain(place, model, images, request);
		}
	}

	/**
	 * Explains for a request that has its place.
	 * @param place of the request
	 * @param model that is asked
	 * @param images one or more
	 * @param request what to explain, and how
	 * @return one entry an image, in their order
	 * @throws io.heatlens.engine.DeadlineExceededException if the time is over first
	 */
	public Timed<List<ImageExplanation>> explain(EngineTicket place, Model model, List<DecodedImage> images,
			ExplanationRequest request) {
		PassPlan passes = PassPlan.of(model, request);
		List<Input> inputs = images.stream().map(model::prepare).toList();
		List<ImageExplanation> results = new ArrayList<>();
		for (List<Input> batch : Batches.of(inputs, this.engine.maxBatch()).toList()) {
			List<ImageMaps> seen = this.runner.run(place, new Job(passes, batch, request.target(), place.deadline()));
			for (int image = 0; image < batch.size(); image++) {
				results.add(explain(place, model, batch.get(image), request, seen.get(image),
						inputs.size() - results.size()));
			}
		}
		return place.timed(results);
	}

	private ImageExplanation explain(EngineTicket place, Model model, Input input, ExplanationRequest request,
			ImageMaps seen, int remaining) {
		Finisher finisher = new Finisher(model, request);
		List<SampledMethod> methods = request.methods(SampledMethod.class);
		if (methods.isEmpty() && request.metrics().isEmpty()) {
			return finisher.finish(seen, input.region(), Measurement.NONE);
		}
		ModelSession session = model.open(this.engine.listener());
		try {
			PerturbationContext subject = place.run(() -> new PerturbationContext(session,
					session.stack(List.of(input)), seen.logits(), seen.targets(), request.options()));
			sample(place, subject, request, methods, seen, remaining);
			return finisher.finish(seen, input.region(),
					new Evaluator(place, this.engine.maxBatch(), subject, request.metrics()));
		}
		finally {
			// behind what may still be running for nobody
			place.execute(session::close);
		}
	}

	private void sample(EngineTicket place, PerturbationContext subject, ExplanationRequest request,
			List<SampledMethod> methods, ImageMaps seen, int remaining) {
		SampledMethodRunner sampler = new SampledMethodRunner(place, this.engine.maxBatch());
		// measuring the maps takes its share of the time too
		int shares = request.metrics().isEmpty() ? 1 : 2;
		int runs = remaining * methods.size();
		for (SampledMethod method : methods) {
			List<RawMap> maps = sampler.run(method, subject, shares * runs--);
			for (int target = 0; target < maps.size(); target++) {
				seen.maps().put(new Cell(target, method.name()), maps.get(target));
			}
		}
	}

}
