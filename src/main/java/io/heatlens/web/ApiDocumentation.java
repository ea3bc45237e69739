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
		// This schema is the one that springdoc derives from the controller of
		// predictions.
		Schema<?> answers = new Schema<>().$ref("#/components/schemas/Answers");
		// first the PNG, which Swagger UI then asks for by default
		Content explanation = new Content().addMediaType("image/png", new MediaType().schema(new BinarySchema()))
			.addMediaType("application/json", new MediaType().schema(answers));
		describe(post(api, "/v1/explanations"), "Explain a prediction", ApiParameter.OF_EXPLANATIONS, explanation);
		Content prediction = new Content().addMediaType("application/json", new MediaType().schema(answers));
		describe(post(api, "/v1/predictions"), "Predict, without explaining", ApiParameter.OF_PREDICTIONS, prediction);
		api.setTags(Stream.of("Explain", "Predict", "Discover").map((name) -> new Tag().name(name)).toList());
		api.getPaths().remove("/error");
	}

	private static Operation post(OpenAPI api, String path) {
		return Objects.requireNonNull(api.getPaths().get(path), path).getPost();
	}

	private void describe(Operation operation, String summary, Set<ApiParameter> parameters, Content answer) {
		operation.summary(summary).setParameters(parameters.stream().map(this::parameter).toList());
		operation.responses(
				new ApiResponses().addApiResponse("200", new ApiResponse().description("The answer").content(answer))
					.addApiResponse("4XX",
							new ApiResponse().description("A problem (RFC 9457) that says what was expected")
								.content(new Content().addMediaType("application/problem+json",
										new MediaType().schema(new ObjectSchema())))));
		Schema<?> form = new ObjectSchema();
		form.addProperty("image",
				new BinarySchema()
					.description("A JPEG, PNG, WebP, GIF, TIFF or BMP file; repeatable. At most %d bytes in total."
						.formatted(this.limits.maxSize().toBytes())));
		form.setRequired(List.of("image"));
		operation.requestBody(new RequestBody().required(true)
			.content(new Content().addMediaType("multipart/form-data", new MediaType().schema(form))
				.addMediaType("image/*", new MediaType().schema(new BinarySchema()))
				.addMediaType("application/octet-stream", new MediaType().schema(new BinarySchema()))));
	}

	private Parameter parameter(ApiParameter parameter) {
		return new QueryParameter().name(parameter.apiName())
			.description(parameter.description())
			.schema(schema(parameter));
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
