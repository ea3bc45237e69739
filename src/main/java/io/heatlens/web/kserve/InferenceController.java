package io.heatlens.web.kserve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.heatlens.engine.Deadline;
import io.heatlens.engine.Timed;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.explain.Prediction;
import io.heatlens.explain.Predictor;
import io.heatlens.explain.Target;
import io.heatlens.image.Alpha;
import io.heatlens.request.ApiParameter;
import io.heatlens.request.BadParameterException;
import io.heatlens.request.ExplanationOptions;
import io.heatlens.request.ExplanationReader;
import io.heatlens.request.ModelReader;
import io.heatlens.request.Parameters;
import io.heatlens.vit.Model;
import io.heatlens.web.RequestParameters;
import io.heatlens.web.RequestTimeout;
import io.heatlens.web.Timings;
import io.heatlens.web.UploadDecoder;
import io.heatlens.web.UploadReader;
import io.heatlens.web.UploadedImages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves inference in the Open Inference Protocol: predictions and explanations as
 * tensors, in JSON or in binary form.
 */
@RestController
@RequestMapping(consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE })
@Tag(name = "KServe")
class InferenceController {

	/** The number of bytes of the JSON, if binary tensors follow it. */
	static final String JSON_LENGTH = "Inference-Header-Content-Length";

	// Without those whose results are no tensor: the cost, measurements, boxes and
	// pictures.
	private static final Set<ApiParameter> EXPLAINED = EnumSet
		.complementOf(EnumSet.of(ApiParameter.DRY_RUN, ApiParameter.EVALUATE, ApiParameter.THRESHOLD, ApiParameter.MASS,
				ApiParameter.VIEW, ApiParameter.COLORMAP, ApiParameter.OPACITY, ApiParameter.INTERPOLATION));

	private final ModelVersions versions;

	private final ModelReader models;

	private final ExplanationReader explanations;

	private final RequestTimeout times;

	private final UploadReader reader;

	private final UploadDecoder uploads;

	private final Explainer explainer;

	private final Predictor predictor;

	InferenceController(ModelVersions versions, ModelReader models, ExplanationReader explanations,
			RequestTimeout times, UploadReader reader, UploadDecoder uploads, Explainer explainer,
			Predictor predictor) {
		this.versions = versions;
		this.models = models;
		this.explanations = explanations;
		this.times = times;
		this.reader = reader;
		this.uploads = uploads;
		this.explainer = explainer;
		this.predictor = predictor;
	}

	@PostMapping("/v2/models/{model}/infer")
	@Operation(operationId = "infer",
			summary = "Predict and explain, in the Open Inference Protocol; takes the parameters of /v1/explanations",
			responses = @ApiResponse(responseCode = "200", description = "The output tensors",
					content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = InferenceResponse.class))))
	ResponseEntity<?> infer(@PathVariable("model") String model, HttpServletRequest request) throws IOException {
		return infer(model, ModelVersions.ONLY, request);
	}

	@PostMapping("/v2/models/{model}/versions/{version}/infer")
	@Operation(operationId = "inferVersion", summary = "Predict and explain with a version of a model",
			responses = @ApiResponse(responseCode = "200", description = "The output tensors",
					content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = InferenceResponse.class))))
	ResponseEntity<?> infer(@PathVariable("model") String model, @PathVariable("version") String version,
			HttpServletRequest request) throws IOException {
		Deadline deadline = this.times.deadline(request);
		InferenceRequest body = InferenceRequest.of(this.reader.body(request), request.getHeader(JSON_LENGTH));
		Map<String, List<String>> values = values(this.versions.get(model, version), body,
				RequestParameters.query(request));
		Parameters parameters = Parameters.of(values, EXPLAINED);
		Model served = this.models.read(parameters);
		Map<OutputName, Boolean> outputs = outputs(body, served);
		ExplanationOptions options = options(outputs.keySet(), values, parameters);
		List<Alpha> alphas = Collections.nCopies(body.images().size(), this.uploads.alpha(parameters));
		try (UploadedImages images = this.uploads.decode(request, body.images(), alphas, deadline)) {
			Inference inference = infer(served, options, images, Timings.of(request));
			return answer(body.id(), inference, outputs);
		}
	}

	private static Map<OutputName, Boolean> outputs(InferenceRequest body, Model model) {
		Set<OutputName> known = OutputName.of(model);
		Map<OutputName, Boolean> outputs = new LinkedHashMap<>();
		body.outputs()
			.forEach((name, binary) -> outputs.put(OutputName.find(name)
				.filter(known::contains)
				.orElseThrow(() -> new BadParameterException("There is no output \"%s\" here. The outputs are: %s."
					.formatted(name, String.join(", ", OutputName.names(known))))), binary));
		if (outputs.isEmpty()) {
			known.forEach((output) -> outputs.put(output, body.binary()));
		}
		return outputs;
	}

	private static Map<String, List<String>> values(Model model, InferenceRequest body,
			Map<String, List<String>> query) {
		Map<String, Map<String, List<String>>> places = new LinkedHashMap<>();
		places.put("the address", Map.of(ApiParameter.MODEL.apiName(), List.of(model.name())));
		places.put("the query", query);
		places.put("\"parameters\"", body.parameters());
		return KServeJson.join(places);
	}

	private @Nullable ExplanationOptions options(Set<OutputName> outputs, Map<String, List<String>> values,
			Parameters parameters) {
		if (outputs.stream().anyMatch(OutputName::needsExplanation)) {
			ExplanationOptions options = this.explanations.read(parameters);
			if (options.request().methods().size() > 1) {
				throw new BadParameterException(
						"The output \"heatmap\" has one map per image and target, so \"method\" takes one value.");
			}
			if (options.request().target() instanceof Target.PerImage each
					&& each.classes().stream().map(List::size).distinct().count() > 1) {
				throw new BadParameterException(
						"The output \"heatmap\" has as many maps for each image, so \"targets\" takes as many classes for each.");
			}
			return options;
		}
		Set<String> others = new LinkedHashSet<>(values.keySet());
		// The outputs have all classes, and not the top ones.
		ApiParameter.OF_PREDICTIONS.stream()
			.filter((parameter) -> parameter != ApiParameter.TOP)
			.forEach((parameter) -> others.remove(parameter.apiName()));
		if (!others.isEmpty()) {
			throw new BadParameterException(
					"The parameter \"%s\" makes no difference to %s. Leave it out, or request the output \"heatmap\"."
						.formatted(others.iterator().next(), String.join(", ", OutputName.names(outputs))));
		}
		return null;
	}

	private Inference infer(Model model, @Nullable ExplanationOptions options, UploadedImages images, Timings timings) {
		// A tensor has no room for the problem of one image.
		images.requireReadable();
		if (options != null) {
			Timed<List<ImageExplanation>> explained = this.explainer.explain(images.ticket(), options.model(),
					images.readable(), images.options(options).request());
			timings.add(explained);
			return Inference.ofExplanations(model, explained.value(), images.warnings());
		}
		Timed<List<List<Prediction>>> predicted = this.predictor.predict(images.ticket(), model, images.readable(),
				model.labels().names().size());
		timings.add(predicted);
		return Inference.ofPredictions(model, predicted.value(), images.warnings());
	}

	private static ResponseEntity<?> answer(@Nullable String id, Inference inference, Map<OutputName, Boolean> outputs)
			throws IOException {
		ByteArrayOutputStream binary = new ByteArrayOutputStream();
		List<InferenceResponse.OutputTensor> tensors = new ArrayList<>();
		outputs.forEach((output, inBinary) -> tensors
			.add(InferenceResponse.OutputTensor.of(inference.tensor(output), inBinary ? binary : null)));
		InferenceResponse response = new InferenceResponse(inference.model().name(), ModelVersions.ONLY, id,
				inference.parameters(), tensors);
		if (!outputs.containsValue(true)) {
			return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(response);
		}
		byte[] json = JsonMapper.shared().writeValueAsBytes(response);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(json);
		binary.writeTo(body);
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.header(JSON_LENGTH, String.valueOf(json.length))
			.body(body.toByteArray());
	}

}
