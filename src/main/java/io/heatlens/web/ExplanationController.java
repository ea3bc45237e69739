package io.heatlens.web;

import java.util.List;

import io.heatlens.answer.Answers;
import io.heatlens.answer.Painter;
import io.heatlens.engine.Deadline;
import io.heatlens.engine.Timed;
import io.heatlens.explain.Cost;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.image.DecodedImage;
import io.heatlens.request.ApiParameter;
import io.heatlens.request.ExplanationOptions;
import io.heatlens.request.ExplanationReader;
import io.heatlens.request.Parameters;
import io.heatlens.web.problem.RequestIdFilter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves {@code POST /v1/explanations}, which explains the predictions for images.
 */
@RestController
@Tag(name = "Explain")
class ExplanationController {

	private final ExplanationReader reader;

	private final RequestTimeout times;

	private final UploadDecoder uploads;

	private final Explainer explainer;

	private final Painter painter;

	private final PngAnswer pngAnswer;

	ExplanationController(ExplanationReader reader, RequestTimeout times, UploadDecoder uploads, Explainer explainer,
			Painter painter, PngAnswer pngAnswer) {
		this.pngAnswer = pngAnswer;
		this.reader = reader;
		this.times = times;
		this.uploads = uploads;
		this.explainer = explainer;
		this.painter = painter;
	}

	@PostMapping(path = "/v1/explanations",
			consumes = { MediaType.MULTIPART_FORM_DATA_VALUE, "image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE })
	ResponseEntity<?> explain(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		boolean png = Accept.prefersPng(request);
		Deadline deadline = this.times.deadline(request);
		Parameters parameters = RequestParameters.of(request, ApiParameter.OF_EXPLANATIONS);
		ExplanationOptions options = this.reader.read(parameters);
		if (png) {
			options.checkFitsPng();
		}
		try (UploadedImages images = this.uploads.decode(request, parameters, png ? 1 : Integer.MAX_VALUE, deadline)) {
			return explain(request, images.options(options), images, png);
		}
	}

	private ResponseEntity<?> explain(HttpServletRequest request, ExplanationOptions options, UploadedImages images,
			boolean png) {
		List<DecodedImage> readable = images.readable();
		if (options.dryRun()) {
			return ResponseEntity.ok(new Answers.DryRun(Answers.ModelName.of(options.model()), true, readable.size(),
					Cost.of(options.model(), options.request(), readable.size())));
		}
		Timed<List<ImageExplanation>> explained = this.explainer.explain(images.ticket(), options.model(), readable,
				options.request());
		Timings.of(request).add(explained);
		if (png) {
			Explanation explanation = explained.value().get(0).explanations().get(0);
			return this.pngAnswer.of(request, images, explanation.status(),
					() -> this.painter.png(options, readable.get(0), explanation));
		}
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.body(Answers.of(options.model(),
					images.results(explained.value(), Answers.Result::of, RequestIdFilter.id(request))));
	}

}
