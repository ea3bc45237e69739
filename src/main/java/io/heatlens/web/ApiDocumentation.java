package io.heatlens.web;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.heatlens.explain.Methods;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.metric.Metrics;
import io.heatlens.image.UploadLimits;
import io.heatlens.request.ApiParameter;
import io.heatlens.vit.ModelStore;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * Describes the uploads and their parameters in the OpenAPI document, since no controller
 * signature shows them. The choices are the models, methods and metrics that this service
 * has.
 */
@Component
class ApiDocumentation implements OpenApiCustomizer {

	private final ModelStore models;

	private final Methods methods;

	private final Metrics metrics;

	private final UploadLimits limits;

	ApiDocumentation(ModelStore models, Methods methods, Metrics metrics, UploadLimits limits) {
		this.models = models;
		this.methods = methods;
		this.metrics = metrics;
		this.limits = limits;
	}

	@Override
	public void customise(OpenAPI api) {
		api.info(new Info().title("Heatlens").version("v1").description("""
				Why did this Vision Transformer say that? Upload an image and get the evidence for the prediction as a \
				heatmap: a PNG to look at, or JSON with the signed numbers."""));
		// These schemas are those that springdoc derives from the controllers.
		Schema<?> answers = new Schema<>().$ref("#/components/schemas/Answers");
		describeDryRun(Objects.requireNonNull(api.getComponents().getSchemas().get("Answers")));
		// first JSON, since generated clients return what comes first
		Content explanation = new Content().addMediaType("application/json", new MediaType().schema(answers))
			.addMediaType("image/png", new MediaType().schema(new BinarySchema()));
		describe(post(api, "/v1/explanations"), "explain", "Explain a prediction", ApiParameter.OF_EXPLANATIONS,
				explanation);
		Content prediction = new Content().addMediaType("application/json", new MediaType().schema(answers));
		describe(post(api, "/v1/predictions"), "predict", "Predict, without explaining", ApiParameter.OF_PREDICTIONS,
				prediction);
		describeComparison(post(api, "/v1/similarities"));
		api.setTags(Stream.of("Explain", "Predict", "Compare", "Discover", "KServe")
			.map((name) -> new Tag().name(name))
			.toList());
		api.getPaths().remove("/error");
		api.getComponents().getSchemas().remove("ProblemDetail");
		api.getPaths().values().stream().flatMap((path) -> path.readOperations().stream()).forEach(this::addProblems);
	}

	private static void describeDryRun(Schema<?> answers) {
		ObjectSchema passes = new ObjectSchema();
		passes.addProperty("forwards", new IntegerSchema().format("int64"));
		passes.addProperty("backwards", new IntegerSchema().format("int64"));
		answers.addProperty("dryRun", new BooleanSchema().description("true in the answer to a dry-run, else absent"));
		answers.addProperty("images", new IntegerSchema().description("dry-run: the number of images"));
		answers.addProperty("passes", passes.description("dry-run: the passes of all images together"));
	}

	private void addProblems(Operation operation) {
		Content content = new Content().addMediaType("application/problem+json",
				new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem")));
		operation.getResponses()
			.addApiResponse("4XX",
					new ApiResponse().description("A problem (RFC 9457) that says what was expected").content(content))
			.addApiResponse("5XX",
					new ApiResponse().description("A problem (RFC 9457) of the service, such as a full queue")
						.content(content));
	}

	private static Operation post(OpenAPI api, String path) {
		return Objects.requireNonNull(api.getPaths().get(path), path).getPost();
	}

	private void describe(Operation operation, String id, String summary, Set<ApiParameter> parameters,
			Content answer) {
		operation.operationId(id).summary(summary).setParameters(parameters.stream().map(this::parameter).toList());
		operation.responses(
				new ApiResponses().addApiResponse("200", new ApiResponse().description("The answer").content(answer)));
		Schema<?> form = new ObjectSchema();
		form.addProperty("image", new ArraySchema().items(new BinarySchema())
			.description(
					"JPEG, PNG, WebP, GIF, TIFF or BMP files, each in a part of its own. At most %d bytes in total."
						.formatted(this.limits.maxSize().toBytes())));
		form.setRequired(List.of("image"));
		operation.requestBody(new RequestBody().required(true)
			.content(new Content().addMediaType("multipart/form-data", new MediaType().schema(form))
				.addMediaType("image/*", new MediaType().schema(new BinarySchema()))
				.addMediaType("application/octet-stream", new MediaType().schema(new BinarySchema()))));
	}

	private void describeComparison(Operation operation) {
		Content answer = new Content()
			.addMediaType("application/json",
					new MediaType().schema(new Schema<>().$ref("#/components/schemas/Similarities")))
			.addMediaType("image/png", new MediaType().schema(new BinarySchema()));
		describe(operation, "compare", "Explain what makes images alike", ApiParameter.OF_SIMILARITIES, answer);
		Schema<?> form = new ObjectSchema();
		form.addProperty("image", new BinarySchema().description("The image to compare."));
		form.addProperty("reference", new ArraySchema().items(new BinarySchema())
			.description("The images to compare it with, 1 to 8, each in a part of its own."));
		form.setRequired(List.of("image", "reference"));
		operation.requestBody(new RequestBody().required(true)
			.content(new Content().addMediaType("multipart/form-data", new MediaType().schema(form))));
	}

	private Parameter parameter(ApiParameter parameter) {
		return new QueryParameter().name(parameter.apiName())
			.description(parameter.description())
			.schema(parameter.repeatable() ? new ArraySchema().items(schema(parameter)) : schema(parameter));
	}

	private Schema<?> schema(ApiParameter parameter) {
		return switch (parameter) {
			case MODEL -> choice(this.models.names());
			case METHOD -> choice(this.methods.all().stream().map(ExplanationMethod::name).toList());
			case EVALUATE -> choice(this.metrics.names());
			default -> switch (parameter.type()) {
				case CHOICE -> choice(parameter.choices());
				case FLAG -> new BooleanSchema();
				case WHOLE_NUMBER -> new IntegerSchema();
				case NUMBER -> new NumberSchema();
				case TEXT -> new StringSchema();
			};
		};
	}

	private static Schema<?> choice(List<String> values) {
		StringSchema schema = new StringSchema();
		schema.setEnum(values);
		return schema;
	}

}
