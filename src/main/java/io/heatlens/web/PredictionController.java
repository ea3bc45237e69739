package io.heatlens.web;

import java.util.List;

import io.heatlens.answer.Answers;
import io.heatlens.engine.Deadline;
import io.heatlens.engine.Timed;
import io.heatlens.explain.Prediction;
import io.heatlens.explain.Predictor;
import io.heatlens.request.ApiParameter;
import io.heatlens.request.ModelReader;
import io.heatlens.request.Parameters;
import io.heatlens.request.PredictionOptions;
import io.heatlens.web.problem.RequestIdFilter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves {@code POST /v1/predictions}, which predicts the classes of images.
 */
@RestController
@Tag(name = "Predict")
class PredictionController {

	private final ModelReader models;

	private final UploadDecoder uploads;

	private final Predictor predictor;

	private final RequestTimeout times;

	PredictionController(ModelReader models, UploadDecoder uploads, Predictor predictor, RequestTimeout times) {
		this.times = times;
		this.models = models;
		this.uploads = uploads;
		this.predictor = predictor;
	}

	@PostMapping(path = "/v1/predictions", produces = MediaType.APPLICATION_JSON_VALUE,
			consumes = { MediaType.MULTIPART_FORM_DATA_VALUE, "image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE })
	Answers predict(HttpServletRequest request) {
		Deadline deadline = this.times.deadline(request);
		Parameters parameters = RequestParameters.of(request, ApiParameter.OF_PREDICTIONS);
		PredictionOptions options = this.models.readPrediction(parameters);
		try (UploadedImages images = this.uploads.decode(request, parameters, Integer.MAX_VALUE, deadline)) {
			Timed<List<List<Prediction>>> predicted = this.predictor.predict(images.ticket(), options.model(),
					images.readable(), options.top());
			Timings.of(request).add(predicted);
			return Answers.of(options.model(),
					images.results(predicted.value(),
							(image, predictions) -> new Answers.Result(image, predictions, null, null, null),
							RequestIdFilter.id(request)));
		}
	}

}
