package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;

import io.heatlens.engine.Deadline;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.engine.Timed;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.explain.method.SampledMethod;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.input.Input;

import org.springframework.stereotype.Component;

/**
 * Explains predictions: first with the methods that share one pass, for all images of a
 * batch at once; then with the methods that take many passes, image by image.
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
	 * Explains the predictions of images.
	 * @param model the model to explain
	 * @param images the images, one or more
	 * @param request what to explain, and how
	 * @param deadline the time by which the answer is wanted
	 * @return one entry per image in the order of the images, with the time that the
	 * request waited and ran
	 * @throws io.heatlens.engine.OverloadedException if too many requests are waiting
	 * @throws io.heatlens.engine.DeadlineExceededException if the deadline passes first
	 */
	public Timed<List<ImageExplanation>> explain(Model model, List<DecodedImage> images, ExplanationRequest request,
			Deadline deadline) {
		try (EngineTicket ticket = this.engine.enter(deadline)) {
			return explain(ticket, model, images, request);
		}
	}

	/**
	 * Explains the predictions of images for a request that the engine has admitted.
	 * @param ticket the ticket of the request
	 * @param model the model to explain
	 * @param images the images, one or more
	 * @param request what to explain, and how
	 * @return one entry per image in the order of the images, with the time that the
	 * request waited and ran
	 * @throws io.heatlens.engine.DeadlineExceededException if the deadline passes first
	 */
	public Timed<List<ImageExplanation>> explain(EngineTicket ticket, Model model, List<DecodedImage> images,
			ExplanationRequest request) {
		PassPlan plan = PassPlan.of(model, request);
		List<Input> inputs = images.stream().map(model::prepare).toList();
		List<ImageMaps> maps = this.runner.run(ticket, plan, inputs, request.target());
		return ticket.timed(complete(ticket, model, images, inputs, request, maps));
	}

	/**
	 * Runs the methods that take many passes, image by image, and assembles the
	 * explanations.
	 * @param ticket the ticket of the request
	 * @param model the model to explain
	 * @param images the images, one or more
	 * @param inputs the images as the model reads them
	 * @param request what to explain, and how
	 * @param maps the maps of the methods that share one pass, one entry per image
	 * @return one entry per image
	 */
	List<ImageExplanation> complete(EngineTicket ticket, Model model, List<DecodedImage> images, List<Input> inputs,
			ExplanationRequest request, List<ImageMaps> maps) {
		List<ImageExplanation> results = new ArrayList<>();
		for (int image = 0; image < inputs.size(); image++) {
			ExplanationAssembler assembler = new ExplanationAssembler(model, request, images.get(image));
			results.add(explain(ticket, assembler, inputs.get(image), maps.get(image), inputs.size() - image));
		}
		return request.scale().apply(results);
	}

	private ImageExplanation explain(EngineTicket ticket, ExplanationAssembler assembler, Input input, ImageMaps maps,
			int remaining) {
		ExplanationRequest request = assembler.request();
		List<SampledMethod> methods = request.methods(SampledMethod.class);
		if (methods.isEmpty() && request.metrics().isEmpty()) {
			return assembler.assemble(maps, input.region(), Measurement.NONE);
		}
		ModelSession session = assembler.model().open(this.engine.listener());
		try {
			PerturbationContext context = ticket.run(() -> new PerturbationContext(session,
					session.stack(List.of(input)), maps.logits(), maps.classes(), request.options()));
			ImageMaps complete = sample(ticket, context, request, methods, maps, remaining);
			return assembler.assemble(complete, input.region(),
					new Evaluator(ticket, this.engine.maxBatch(), context, request.metrics()));
		}
		finally {
			// If the deadline has passed, the last task of the request may still be
			// running, so the session is closed after it.
			ticket.execute(session::close);
		}
	}

	private ImageMaps sample(EngineTicket ticket, PerturbationContext context, ExplanationRequest request,
			List<SampledMethod> methods, ImageMaps maps, int remaining) {
		SampledMethodRunner sampler = new SampledMethodRunner(ticket, this.engine.maxBatch());
		// The methods leave half of the time to the metrics.
		int shares = request.metrics().isEmpty() ? 1 : 2;
		int runs = remaining * methods.size();
		ImageMaps complete = maps;
		for (SampledMethod method : methods) {
			complete = complete.with(method.name(), sampler.run(method, context, shares * runs--));
		}
		return complete;
	}

}
