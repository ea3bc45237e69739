package io.heatlens.explain;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;

import io.heatlens.engine.Deadline;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.input.InputSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Explains one image, and then a full batch, with every model before the service is
 * ready, so that the first request is not slower than later ones. This happens while the
 * web server starts.
 */
@Component
@ConditionalOnWebApplication
class WarmUp implements InitializingBean, ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(WarmUp.class);

	private final ModelStore models;

	private final Engine engine;

	private final Explainer explainer;

	private final Comparer comparer;

	private final Methods methods;

	private final FutureTask<?> task = new FutureTask<>(this::warm, null);

	WarmUp(ModelStore models, Engine engine, Explainer explainer, Comparer comparer, Methods methods) {
		this.models = models;
		this.engine = engine;
		this.explainer = explainer;
		this.comparer = comparer;
		this.methods = methods;
	}

	@Override
	public void afterPropertiesSet() {
		Thread thread = new Thread(this.task, "heatlens-warm-up");
		thread.setDaemon(true);
		thread.start();
	}

	private void warm() {
		this.models.names().stream().map(this.models::get).forEach(this::warm);
	}

	private void warm(Model model) {
		long start = System.nanoTime();
		explain(model, 1);
		if (this.engine.maxBatch() > 1) {
			explain(model, this.engine.maxBatch());
		}
		logger.info("Model \"{}\" is warm after {} ms", model.name(),
				Duration.ofNanos(System.nanoTime() - start).toMillis());
	}

	private void explain(Model model, int images) {
		InputSize size = model.input();
		DecodedImage black = new DecodedImage("png", size.width(), size.height(),
				new byte[3 * size.width() * size.height()]);
		try (EngineTicket ticket = this.engine.enter(Deadline.in(Duration.ofHours(1)))) {
			if (model.labels().names().isEmpty()) {
				List<DecodedImage> pair = Collections.nCopies(Math.max(images, 2), black);
				this.comparer.compare(ticket, model, pair, request(model, new Target.EachOther(pair.size() - 1)));
			}
			else {
				this.explainer.explain(ticket, model, Collections.nCopies(images, black),
						request(model, new Target.Top(1)));
			}
		}
	}

	private ExplanationRequest request(Model model, Target target) {
		return ExplanationRequest.of(this.methods.get(Methods.DEFAULT), target, MethodOptions.of(model));
	}

	/** Waits for the end of the warm-up. After this method, the service is ready. */
	@Override
	public void run(ApplicationArguments arguments) throws Exception {
		this.task.get();
	}

}
