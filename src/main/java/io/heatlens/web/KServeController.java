package io.heatlens.web;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.heatlens.answer.Answers;
import io.heatlens.engine.Deadline;
import io.heatlens.engine.Timed;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.explain.Prediction;
import io.heatlens.explain.Predictor;
import io.heatlens.request.ApiParameter;
import io.heatlens.request.BadParameterException;
import io.heatlens.request.ExplanationOptions;
import io.heatlens.request.ExplanationReader;
import io.heatlens.request.Parameters;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.web.problem.RequestIdFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves predictions and explanations in KServe's V1 protocol, so that Heatlens can be
 * the predictor or the explainer of an InferenceService.
 */
@RestController
@RequestMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "KServe")
class KServeController {

	private static final String EXAMPLE = """
			{"instances": [{"image": {"b64": "..."}}], "parameters": {}}""";

	// A KServe answer has no field for the cost.
	private static final Set<ApiParameter> EXPLAINED = EnumSet.complementOf(EnumSet.of(ApiParameter.DRY_RUN));

	private final ModelStore models;

	private final ExplanationReader explanations;

	private final RequestTimeout times;

	private final UploadReader reader;

	private final UploadDecoder uploads;

	private final Explainer explainer;

	private final Predictor predictor;

	KServeController(ModelStore models, ExplanationReader explanations, RequestTimeout times, UploadReader reader,
			UploadDecoder uploads, Explainer explainer, Predictor predictor) {
		this.models = models;
		this.explanations = explanations;
		this.times = times;
		this.reader = reader;
		this.uploads = uploads;
		this.explainer = explainer;
		this.predictor = predictor;
	}

	@PostMapping("/v1/models/{model}:predict")
	@Operation(operationId = "kservePredict",
			summary = "Predict, in KServe's V1 protocol; takes the parameters top and alpha",
			requestBody = @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					examples = @ExampleObject(EXAMPLE))))
	Map<String, List<Answers.Result>> predict(@PathVariable("model") String model, HttpServletRequest request) {
		KServeRequest body = KServeRequest.of(this.reader.body(request));
		Parameters parameters = Parameters.of(parameters(body, model), ApiParameter.OF_PREDICTIONS);
		Model served = this.models.get(model);
		Deadline deadline = this.times.deadline(request);
		int top = parameters.number(ApiParameter.TOP, 5, 1, 10);
		try (UploadedImages images = this.uploads.decode(request, body.images(), parameters, deadline)) {
			Timed<List<List<Prediction>>> predicted = this.predictor.predict(images.ticket(), served, images.readable(),
					top);
			Timings.of(request).add(predicted);
			return Map.of("predictions",
					images.results(predicted.value(),
							(image, predictions) -> new Answers.Result(image, predictions, null, null, null),
							RequestIdFilter.id(request)));
		}
	}

	@PostMapping("/v1/models/{model}:explain")
	@Operation(operationId = "kserveExplain",
			summary = "Explain, in KServe's V1 protocol; takes the parameters of /v1/explanations",
			requestBody = @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					examples = @ExampleObject(EXAMPLE))))
	Map<String, List<Answers.Result>> explain(@PathVariable("model") String model, HttpServletRequest request) {
		KServeRequest body = KServeRequest.of(this.reader.body(request));
		Deadline deadline = this.times.deadline(request);
		Parameters parameters = Parameters.of(parameters(body, model), EXPLAINED);
		ExplanationOptions options = this.explanations.read(parameters);
		try (UploadedImages images = this.uploads.decode(request, body.images(), parameters, deadline)) {
			Timed<List<ImageExplanation>> explained = this.explainer.explain(images.ticket(), options.model(),
					images.readable(), options.request());
			Timings.of(request).add(explained);
			return Map
				.of("explanations",
						images
							.results(explained.value(),
									(image, result) -> new Answers.Result(image, result.predictions(),
											result.explanations(), result.agreement(), null),
									RequestIdFilter.id(request)));
		}
	}

	private static Map<String, List<String>> parameters(KServeRequest body, String model) {
		Map<String, List<String>> parameters = new LinkedHashMap<>(body.parameters());
		if (parameters.put(ApiParameter.MODEL.apiName(), List.of(model)) != null) {
			throw new BadParameterException("The parameter \"model\" is already part of the address. Leave it out.");
		}
		return parameters;
	}

}
