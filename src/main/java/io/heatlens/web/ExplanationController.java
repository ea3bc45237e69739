package io.heatlens.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.heatlens.explain.Cost;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.explain.Status;
import io.heatlens.image.DecodedImage;
import io.heatlens.render.HeatmapRenderer;
import io.heatlens.render.Picture;
import io.heatlens.request.ApiParameter;
import io.heatlens.request.ExplanationOptions;
import io.heatlens.request.ExplanationReader;
import io.heatlens.vit.Timed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/explanations}: why does the model say that?
 */
@RestController
@Tag(name = "Explain")
class ExplanationController {

	private final ExplanationReader reader;

	private final RequestTimes times;

	private final UploadDecoder uploads;

	private final Explainer explainer;

	private final HeatmapRenderer renderer;

	private final StageMetrics metrics;

	ExplanationController(ExplanationReader reader, RequestTimes times, UploadDecoder uploads, Explainer explainer,
			HeatmapRenderer renderer, StageMetrics metrics) {
		this.metrics = metrics;
		this.reader = reader;
		this.times = times;
		this.uploads = uploads;
		this.explainer = explainer;
		this.renderer = renderer;
	}

	@PostMapping(path = "/v1/explanations",
			consumes = { MediaType.MULTIPART_FORM_DATA_VALUE, "image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE })
	ResponseEntity<?> explain(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		boolean png = Accept.prefersPng(request);
		ExplanationOptions options = this.reader.read(RequestParameters.of(request, ApiParameter.OF_EXPLANATIONS),
				this.times.deadline(request));
		if (png) {
			options.checkFitsPng();
		}
		UploadedImages images = this.uploads.decode(request, png ? 1 : Integer.MAX_VALUE);
		List<DecodedImage> readable = images.readable();
		if (options.dryRun()) {
			return ResponseEntity.ok(new Answers.DryRun(Answers.ModelName.of(options.model()), true, readable.size(),
					Cost.of(options.model(), options.request()).times(readable.size())));
		}
		Timed<List<ImageExplanation>> explained = this.explainer.explain(options.model(), readable, options.request());
		Timings timings = Timings.of(request);
		timings.add("queue", explained.queued());
		timings.add("model", explained.ran());
		if (png) {
			return png(options, readable.get(0), explained.value().get(0).explanations().get(0), timings);
		}
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.body(Answers
				.of(options.model(),
						images.results(explained.value(),
								(image, result) -> new Answers.Result(image, result.predictions(),
										result.explanations(), result.agreement(), null),
								RequestIdFilter.id(request))));
	}

	private ResponseEntity<byte[]> png(ExplanationOptions options, DecodedImage photo, Explanation explanation,
			Timings timings) {
		long start = System.nanoTime();
		Picture picture = new Picture(explanation.heatmap().values(), explanation.region(),
				explanation.status() != Status.OK);
		byte[] png = this.renderer.png(photo, picture, options.render(), text(options, explanation));
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		timings.add("render", time);
		this.metrics.rendered(time);
		return ResponseEntity.ok()
			.contentType(MediaType.IMAGE_PNG)
			.header("Heatlens-Status", explanation.status().apiName())
			.body(png);
	}

	private static Map<String, String> text(ExplanationOptions options, Explanation explanation) {
		Map<String, String> text = new LinkedHashMap<>();
		text.put("Software", "Heatlens");
		text.put("Model", options.model().name());
		text.put("Digest", options.model().digest());
		text.put("Method", explanation.method());
		if (!explanation.layers().isEmpty()) {
			text.put("Layer", String.join(", ", explanation.layers()));
		}
		text.put("Gradient", explanation.gradient());
		text.put("Score", explanation.sign() + " " + explanation.score().apiName());
		text.put("Target", explanation.target().index() + " " + explanation.target().label());
		text.put("Status", explanation.status().apiName());
		return text;
	}

}
