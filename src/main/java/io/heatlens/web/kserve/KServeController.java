package io.heatlens.web.kserve;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.heatlens.answer.Answers;
import io.heatlens.engine.Deadline;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.explain.Prediction;
import io.heatlens.explain.Predictor;
import io.heatlens.image.Alpha;
import io.heatlens.request.ApiParameter;
import io.heatlens.request.ExplanationOptions;
import io.heatlens.request.ExplanationReader;
import io.heatlens.request.ModelReader;
import io.heatlens.request.Parameters;
import io.heatlens.request.PredictionOptions;
import io.heatlens.web.RequestParameters;
import io.heatlens.web.RequestTimeout;
import io.heatlens.web.Timings;
import io.heatlens.web.UploadDecoder;
import io.heatlens.web.UploadReader;
import io.heatlens.web.UploadedImages;
import io.heatlens.web.problem.RequestIdFilter;
import io.swagger.v3.oas.annotations.Operation;
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

	// A KServe answer has no field for the cost.
	private static final Set<ApiParameter> EXPLAINED = EnumSet.complementOf(EnumSet.of(ApiParameter.DRY_RUN));

	private final ModelReader models;

	private final ExplanationReader explanations;

	private final RequestTimeout times;

	private final UploadReader reader;

	private final UploadDecoder uploads;

	private final Explainer explainer;

	private final Predictor predictor;

	KServeController(ModelReader models, ExplanationReader explanations, RequestTimeout times, UploadReader reader,
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
			summary = "Predict, in KServe's V1 protocol; takes the parameters of /v1/predictions")
	Predictions predict(@PathVariable("model") String model, HttpServletRequest request) {
		Deadline deadline = this.times.deadline(request);
		KServeRequest body = KServeRequest.of(this.reader.body(request));
		List<Map<String, List<String>>> parameters = body.parameters(model, RequestParameters.query(request));
		OptionGroups<PredictionOptions> options = OptionGroups.of(parameters,
				(each) -> this.models.readPrediction(Parameters.of(each, ApiParameter.OF_PREDICTIONS)));
		try (UploadedImages images = this.uploads.decode(request, body.images(),
				alphas(parameters, ApiParameter.OF_PREDICTIONS), deadline)) {
			List<List<Prediction>> predicted = options.answer(images,
					(each, group) -> this.predictor.predict(images.ticket(), each.model(), group, each.top()).value());
			Timings.of(request).add(images.ticket().timed(predicted));
			return new Predictions(images.results(predicted,
					(image, predictions) -> new Answers.Result(image, predictions, null, null, null),
					RequestIdFilter.id(request)));
		}
	}

	private List<Alpha> alphas(List<Map<String, List<String>>> parameters, Set<ApiParameter> known) {
		return parameters.stream().map((each) -> this.uploads.alpha(Parameters.of(each, known))).toList();
	}

	@PostMapping("/v1/models/{model}:explain")
	@Operation(operationId = "kserveExplain",
			summary = "Explain, in KServe's V1 protocol; takes the parameters of /v1/explanations")
	Explanations explain(@PathVariable("model") String model, HttpServletRequest request) {
		Deadline deadline = this.times.deadline(request);
		KServeRequest body = KServeRequest.of(this.reader.body(request));
		List<Map<String, List<String>>> parameters = body.parameters(model, RequestParameters.query(request));
		OptionGroups<ExplanationOptions> options = OptionGroups.of(parameters,
				(each) -> this.explanations.read(Parameters.of(each, EXPLAINED)));
		try (UploadedImages images = this.uploads.decode(request, body.images(), alphas(parameters, EXPLAINED),
				deadline)) {
			List<ImageExplanation> explained = options.answer(images,
					(each, group) -> this.explainer
						.explain(images.ticket(), each.model(), group, images.options(each).request())
						.value());
			Timings.of(request).add(images.ticket().timed(explained));
			return new Explanations(images.results(explained, Answers.Result::of, RequestIdFilter.id(request)));
		}
	}

	/**
	 * The answer of {@code :predict}.
	 *
	 * @param predictions one entry per instance
	 */
	record Predictions(List<Answers.Result> predictions) {
	}

	/**
	 * The answer of {@code :explain}.
	 *
	 * @param explanations one entry per instance
	 */
	record Explanations(List<Answers.Result> explanations) {
	}

}
